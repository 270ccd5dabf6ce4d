namespace CalicoTools;

/// <summary>One thing a Test- cmdlet found. Holds no key material.</summary>
/// <param name="RuleId">The stable identifier of the rule, such as <c>CertificateExpired</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">
/// What it was found in: a file, a certificate, a resource such as <c>ConfigMap kube-system/calico-config</c>.
/// </param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Evidence">What was seen: a value, a date, a position.</param>
/// <param name="Remedy">What to do about it, as a sentence.</param>
public sealed record Finding(string RuleId, FindingSeverity Severity, string Subject, string Message, string Evidence, string Remedy)
{
    /// <inheritdoc cref="Finding(string, FindingSeverity, string, string, string, string)" path="/param[@name='Subject']"/>
    public string Subject { get; init => field = DisplayText.Of(value); } = DisplayText.Of(Subject);

    /// <inheritdoc cref="Finding(string, FindingSeverity, string, string, string, string)" path="/param[@name='Message']"/>
    public string Message { get; init => field = DisplayText.Of(value); } = DisplayText.Of(Message);

    /// <inheritdoc cref="Finding(string, FindingSeverity, string, string, string, string)" path="/param[@name='Evidence']"/>
    public string Evidence { get; init => field = DisplayText.Excerpt(value); } = DisplayText.Excerpt(Evidence);

    /// <inheritdoc cref="Finding(string, FindingSeverity, string, string, string, string)" path="/param[@name='Remedy']"/>
    public string Remedy { get; init => field = DisplayText.Of(value); } = DisplayText.Of(Remedy);
}
