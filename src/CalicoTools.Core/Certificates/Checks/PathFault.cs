using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Checks;

/// <summary>Why programs refuse a certificate path, or some of them do.</summary>
/// <param name="RuleId">The rule that found it.</param>
/// <param name="Severity">Error when etcd or openssl refuses the path; an information when only strict verification does.</param>
/// <param name="Certificate">The certificate at fault.</param>
/// <param name="Message">What is wrong with it, as a sentence.</param>
internal sealed record PathFault(string RuleId, FindingSeverity Severity, X509Certificate Certificate, string Message);
