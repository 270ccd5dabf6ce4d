using CalicoTools.Input;

namespace CalicoTools.Core.Tests.Input;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "ab", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("FELIX_LOGSEVERITYSCREEN", "FELIX_LOGSEVERITYSCREN", 1)]
    [InlineData("ab", "ba", 2)]
    [InlineData("abc", "xyz", 3)]
    public void It_counts_letters_to_put_in_take_out_or_change(string one, string other, int distance)
    {
        Assert.Equal(distance, EditDistance.Within(one, other, distance));
        Assert.Equal(distance, EditDistance.Within(other, one, distance));
        Assert.Null(EditDistance.Within(one, other, distance - 1));
    }

    [Fact]
    public void Names_of_very_different_lengths_are_not_compared() =>
        Assert.Null(EditDistance.Within("NodeAddressMissing", new string('x', int.MaxValue / 4), 1_000_000));
}
