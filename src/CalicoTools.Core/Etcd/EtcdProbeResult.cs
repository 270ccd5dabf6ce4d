namespace CalicoTools.Etcd;

/// <summary>What an etcd endpoint answered.</summary>
/// <param name="Endpoint">The endpoint's URL.</param>
/// <param name="Answer">How it answered.</param>
/// <param name="Detail">What was seen.</param>
internal sealed record EtcdProbeResult(string Endpoint, EtcdAnswer Answer, string Detail);
