using System.Text.Json.Nodes;
using CalicoTools.Cluster.Apply;

namespace CalicoTools.Core.Tests.Cluster.Apply;

/// <summary>What goes when the owner of fields lets go of them.</summary>
public sealed class FieldSetTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"f:a":{},"f:b":{}}""", """{"f:b":{}}""", """{"b":2}""")]
    [InlineData("""{"m":{"a":1,"b":2}}""", """{"f:m":{".":{},"f:a":{}}}""", """{"f:m":{"f:b":{}}}""", """{"m":{"b":2}}""")]
    [InlineData("""{"m":{"a":1}}""", """{"f:m":{".":{},"f:a":{}}}""", "{}", "{}")]
    [InlineData("""{"m":{"a":1}}""", """{"f:m":{".":{},"f:a":{}}}""", """{"f:m":{}}""", """{"m":{"a":1}}""")]
    [InlineData(
        """{"l":[{"name":"x","v":1},{"name":"y"}]}""",
        """{"f:l":{"k:{\"name\":\"x\"}":{".":{},"f:name":{},"f:v":{}},"k:{\"name\":\"y\"}":{".":{},"f:name":{}}}}""",
        """{"f:l":{"k:{\"name\":\"x\"}":{".":{},"f:name":{}}}}""",
        """{"l":[{"name":"x"}]}""")]
    [InlineData("""{"l":["p","q"]}""", """{"f:l":{"v:\"p\"":{},"v:\"q\"":{}}}""", """{"f:l":{"v:\"q\"":{}}}""", """{"l":["q"]}""")]
    public void Only_what_nobody_else_owns_goes(string json, string released, string kept, string expected)
    {
        var node = JsonNode.Parse(json)!;
        FieldSet.Release(node, JsonNode.Parse(released)!.AsObject(), [JsonNode.Parse(kept)!.AsObject()]);
        Assert.Equal(expected, node.ToJsonString());
    }

    [Fact]
    public void Two_sets_together_have_what_either_has()
    {
        var set = JsonNode.Parse("""{"f:m":{"f:a":{}}}""")!.AsObject();
        FieldSet.Add(set, JsonNode.Parse("""{"f:m":{".":{},"f:b":{}},"f:n":{}}""")!.AsObject());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"f:m":{"f:a":{},".":{},"f:b":{}},"f:n":{}}"""), set));
    }
}
