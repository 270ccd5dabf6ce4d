using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Core.Tests.Manifests.Settings;

public sealed class PlaceholderJsonTests
{
    [Theory]
    [InlineData("""{"a": __X__, "b": 1}""", "b", "2", """{"a": __X__, "b": 2}""")]
    [InlineData("""{"a": __X__}""", "b", "\"2\"", """{"a": __X__,"b": "2"}""")]
    [InlineData("""{ "a": [1, {"b": 3}] }""", "b", "2", """{ "a": [1, {"b": 3}], "b": 2 }""")]
    [InlineData("{}", "b", "2", """{"b": 2}""")]
    [InlineData("{\n  \"a\": \"x, }\\\"\"\n}", "b", "2", "{\n  \"a\": \"x, }\\\"\",\n  \"b\": 2\n}")]
    [InlineData("{\n\t\"b\": {\"c\": []}\n}", "b", "2", "{\n\t\"b\": 2\n}")]
    public void A_member_is_set_and_every_other_character_stays(string text, string name, string value, string expected) =>
        Assert.Equal(expected, PlaceholderJson.Parse(text).SetMember(text, name, value));

    [Theory]
    [InlineData("", 1)]
    [InlineData("{", 1)]
    [InlineData("{\"a\": 1,}", 1)]
    [InlineData("[1,]", 1)]
    [InlineData("{\n# comment\n}", 2)]
    [InlineData("{\n\"a\": 1 // comment\n}", 2)]
    [InlineData("{\"a\" 1}", 1)]
    [InlineData("{\"a\": \"x\n\"}", 1)]
    [InlineData("{\"a\": \"x", 1)]
    [InlineData("{\"a\": \"x\\", 1)]
    [InlineData("{} {}", 1)]
    [InlineData("{'a': 1}", 1)]
    public void What_is_no_JSON_is_told_with_its_line(string text, int line) =>
        Assert.Equal(line, Assert.Throws<LooseJsonException>(() => PlaceholderJson.Parse(text)).Line);

    [Fact]
    public void Depth_ends_somewhere() => Assert.Throws<LooseJsonException>(() => PlaceholderJson.Parse(new string('[', 100_000)));
}
