namespace CalicoTools.Cluster.Api;

/// <summary>Collects what API servers warn of when something is written, such as deprecated versions and unknown formats.</summary>
internal sealed class ApiWarnings
{
    // The code under which Kubernetes warns.
    private const int Code = 299;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _new = [];

    /// <summary>Adds the warnings of an answer; one that came before is not added again.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer.</param>
    /// <param name="subject">What it is about.</param>
    public void Add(HttpRequestMessage request, HttpResponseMessage response, object subject)
    {
        // In which version something is read is decided here, not by the user.
        if (request.Method == HttpMethod.Get)
        {
            return;
        }

        foreach (var warning in response.Headers.Warning.Where(static warning => warning.Code == Code))
        {
            var text = $"{subject}: {DisplayText.Excerpt(Unquoted(warning.Text))}";
            lock (_lock)
            {
                if (_seen.Add(text))
                {
                    _new.Add(text);
                }
            }
        }
    }

    /// <summary>Takes the warnings that were added since the last call.</summary>
    /// <returns>The warnings.</returns>
    public IReadOnlyList<string> Take()
    {
        lock (_lock)
        {
            string[] taken = [.. _new];
            _new.Clear();
            return taken;
        }
    }

    private static string Unquoted(string text) => (text is ['"', .. var inner, '"'] ? inner : text)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace(@"\\", @"\", StringComparison.Ordinal);
}
