namespace CalicoTools.Core.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("5y", 5 * 365 * 24 * 60)]
    [InlineData("365d", 365 * 24 * 60)]
    [InlineData("8760H", 8760 * 60)]
    [InlineData("90m", 90)]
    [InlineData("1h30m", 90)]
    [InlineData("1.5h", 90)]
    public void A_number_with_a_unit_is_a_duration(string text, int minutes)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMinutes(minutes), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("300")]
    [InlineData("0d")]
    [InlineData("-5d")]
    [InlineData("d")]
    [InlineData("5 d")]
    [InlineData("1/2d")]
    [InlineData("5w")]
    [InlineData("99999999999999999999y")]
    public void Anything_else_is_not(string? text) => Assert.False(DurationText.TryParse(text, out _));
}
