using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Api;

/// <summary>Something that happened to a watched object.</summary>
/// <param name="Type">What: <c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c> or <c>BOOKMARK</c>.</param>
/// <param name="Object">The object as it is now, or last was.</param>
internal sealed record WatchEvent(string Type, JsonObject Object);
