namespace CalicoTools.Certificates.Pem;

/// <summary>One block of a PEM text.</summary>
internal sealed class PemBlock(
    string label, int line, ReadOnlyMemory<byte> text, IReadOnlyDictionary<string, string> headers, byte[] content)
{
    /// <summary>What it is, such as <c>CERTIFICATE</c>.</summary>
    public string Label { get; } = label;

    /// <summary>The line of its BEGIN, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Its lines from BEGIN to END with their newlines: a window of the text it was found in.</summary>
    public ReadOnlyMemory<byte> Text { get; } = text;

    /// <summary>Its headers, such as <c>DEK-Info</c>; only legacy encrypted keys have them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } = headers;

    /// <summary>The bytes it encodes.</summary>
    public byte[] Content { get; } = content;

    /// <summary>Whether it holds a private key, encrypted or not.</summary>
    public bool IsKey => Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal);

    /// <summary>Whether it holds a certificate.</summary>
    public bool IsCertificate => Label == "CERTIFICATE";
}
