namespace CalicoTools.Tests.Output;

/// <summary>A script for each kind of output that the cmdlets give without a cluster.</summary>
internal static class Produced
{
    public const string CertificateSet = "New-CalicoCerts -EtcdHost etcd1";
    public const string Certificate = "(New-CalicoCerts -EtcdHost etcd1).Members[0]";
    public const string Manifest = "New-CalicoManifest v3.22.5 -Datastore Etcd";
    public const string Release = "Get-CalicoRelease v3.32.1";
    public const string Image = "(Get-CalicoRelease v3.32.1).Images[0]";
    public const string Finding = "(New-CalicoManifest v3.22.5 -Datastore Etcd | Test-CalicoManifest)[0]";
    public const string Change =
        "(Compare-CalicoManifest (New-CalicoManifest v3.22.5 -Datastore Etcd) (New-CalicoManifest v3.23.5 -Datastore Etcd))[0]";

    public static TheoryData<string> All { get; } =
        new(CertificateSet, Certificate, Manifest, Release, Image, Finding, Change);
}
