using System.Text;

namespace CalicoTools.Tests.Harness;

/// <summary>What a script wrote to each stream, and what its host showed.</summary>
public sealed record ShellResult(IReadOnlyList<ShellRecord> Records, string Screen)
{
    public IReadOnlyList<string> Output => Texts("output");

    public IReadOnlyList<string> Warnings => Texts("warning");

    public IReadOnlyList<string> Verbose => Texts("verbose");

    public IReadOnlyList<ShellRecord> Errors => [.. Records.Where(static record => record.Stream == "error")];

    /// <summary>Everything that was written anywhere, for tests that look for what must not be there.</summary>
    public string Everything => string.Join('\n', Records.SelectMany(static record => record.Fields).Append(Screen));

    /// <summary>Expects that nothing went wrong and gives the output.</summary>
    public IReadOnlyList<string> Succeeded()
    {
        Assert.True(Errors.Count == 0, string.Join('\n', Errors.Select(static error => error.ToString())));
        return Output;
    }

    /// <summary>Expects exactly one error and gives it.</summary>
    public ShellRecord Failed(string errorId)
    {
        var error = Assert.Single(Errors);
        Assert.True(errorId == error.ErrorId, $"Expected {errorId}, but got {error}");
        return error;
    }

    internal static ShellResult Read(IEnumerable<string> lines, string mark)
    {
        var records = new List<ShellRecord>();
        var screen = new StringBuilder();
        foreach (var line in lines)
        {
            if (line.StartsWith(mark, StringComparison.Ordinal))
            {
                records.Add(new([.. line[mark.Length..].Split(' ').Select(Decode)]));
            }
            else
            {
                screen.AppendLine(line);
            }
        }

        return new(records, screen.ToString());
    }

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private IReadOnlyList<string> Texts(string stream) =>
        [.. Records.Where(record => record.Stream == stream).Select(static record => record.Text)];
}
