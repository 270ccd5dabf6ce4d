using System.Text.Json.Nodes;
using CalicoTools.Cluster.Apply;

namespace CalicoTools.Core.Tests.Cluster.Apply;

/// <summary>When an object in the cluster proves that applying it again changes nothing, and when the server has to be asked.</summary>
public sealed class UnchangedProofTests
{
    private const string Wanted = """
        {
          "apiVersion": "apps/v1", "kind": "DaemonSet",
          "metadata": {"name": "n", "namespace": "s", "labels": {"app": "n"}},
          "spec": {"containers": [
            {"name": "a", "image": "i", "env": [{"name": "E", "valueFrom": {"fieldRef": {"fieldPath": "p"}}}], "mount": {"readOnly": false}},
            {"name": "b", "args": ["x", "y"]}]}
        }
        """;

    private const string Live = """
        {
          "apiVersion": "apps/v1", "kind": "DaemonSet",
          "metadata": {"name": "n", "namespace": "s", "uid": "1", "labels": {"app": "n"}, "managedFields": [
            {"manager": "calicotools", "operation": "Apply", "apiVersion": "apps/v1", "fieldsV1": {
              "f:metadata": {"f:labels": {"f:app": {}}},
              "f:spec": {"f:containers": {
                "k:{\"name\":\"a\"}": {".": {}, "f:name": {}, "f:image": {}, "f:mount": {"f:readOnly": {}},
                  "f:env": {"k:{\"name\":\"E\"}": {".": {}, "f:name": {}, "f:valueFrom": {"f:fieldRef": {}}}}},
                "k:{\"name\":\"b\"}": {".": {}, "f:name": {}, "f:args": {}}}}}},
            {"manager": "kube-controller-manager", "operation": "Update", "apiVersion": "apps/v1", "fieldsV1": {"f:status": {}}}]},
          "spec": {"containers": [
            {"name": "a", "image": "i", "pullPolicy": "Always", "mount": {},
              "env": [{"name": "E", "valueFrom": {"fieldRef": {"apiVersion": "v1", "fieldPath": "p"}}}]},
            {"name": "b", "args": ["x", "y"]}], "policy": "Rolling"},
          "status": {"ready": 1}
        }
        """;

    [Fact]
    public void Defaults_and_what_others_own_do_not_count() => Assert.True(UnchangedProof.Holds(Parse(Wanted), Parse(Live)));

    [Theory]
    [InlineData("\"image\": \"i\"", "\"image\": \"j\"")]
    [InlineData("\"app\": \"n\"", "\"app\": \"m\"")]
    [InlineData("\"app\": \"n\"", "\"app\": \"n\", \"more\": \"x\"")]
    [InlineData("\"app\": \"n\"", "")]
    [InlineData("[\"x\", \"y\"]", "[\"y\", \"x\"]")]
    [InlineData("\"args\": [\"x\", \"y\"]", "\"args\": null")]
    [InlineData("\"fieldPath\": \"p\"", "\"fieldPath\": \"q\"")]
    [InlineData("\"readOnly\": false", "\"readOnly\": true")]
    [InlineData("\"readOnly\": false", "")]
    [InlineData("{\"name\": \"b\", \"args\": [\"x\", \"y\"]}", "{\"name\": \"c\"}")]
    [InlineData("apps/v1", "apps/v1beta1")]
    public void Another_wish_is_not_proved(string old, string value) =>
        Assert.False(UnchangedProof.Holds(Parse(Replaced(Wanted, old, value)), Parse(Live)));

    [Theory]
    [InlineData("\"image\": \"i\"", "\"image\": \"j\"")]
    [InlineData("\"labels\": {\"app\": \"n\"}", "\"labels\": {}")]
    [InlineData("\"fieldPath\": \"p\"", "\"fieldPath\": \"q\"")]
    [InlineData("\"f:args\": {}", "\"f:args\": {}, \"f:command\": {}")]
    [InlineData(", \"f:args\": {}", "")]
    [InlineData("\"f:mount\": {\"f:readOnly\": {}}", "\"f:mount\": {}")]
    [InlineData("\"calicotools\"", "\"another\"")]
    [InlineData("\"kube-controller-manager\", \"operation\": \"Update\"", "\"kubectl\", \"operation\": \"Apply\"")]
    [InlineData("\"operation\": \"Apply\", \"apiVersion\": \"apps/v1\"", "\"operation\": \"Apply\", \"apiVersion\": \"apps/v1beta1\"")]
    public void Another_object_in_the_cluster_is_not_proved(string old, string value) =>
        Assert.False(UnchangedProof.Holds(Parse(Wanted), Parse(Replaced(Live, old, value))));

    [Fact]
    public void Items_in_another_order_are_not_proved()
    {
        var live = Parse(Live);
        var containers = live["spec"]!["containers"]!.AsArray();
        var first = containers[0]!;
        containers.RemoveAt(0);
        containers.Add(first);
        Assert.False(UnchangedProof.Holds(Parse(Wanted), live));
    }

    private static string Replaced(string json, string old, string value)
    {
        Assert.Contains(old, json, StringComparison.Ordinal);
        return json.Replace(old, value, StringComparison.Ordinal);
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
