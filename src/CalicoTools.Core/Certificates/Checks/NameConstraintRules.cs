using System.Text.RegularExpressions;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Pkix;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether the names in certificates are among those a CA above them is limited to.</summary>
internal static partial class NameConstraintRules
{
    // What etcd's implementation of TLS understands; it refuses critical constraints of other kinds.
    private static readonly int[] s_understood =
        [GeneralName.DnsName, GeneralName.IPAddress, GeneralName.Rfc822Name, GeneralName.UniformResourceIdentifier];

    /// <summary>Checks the names below a CA.</summary>
    /// <param name="authority">The CA.</param>
    /// <param name="below">The certificates between it and the leaf, the leaf first.</param>
    /// <returns>What violates its constraints, as a sentence; null when nothing does.</returns>
    public static string? Violation(X509Certificate authority, IEnumerable<X509Certificate> below)
    {
        try
        {
            if (authority.GetExtensionParsedValue(X509Extensions.NameConstraints) is not { } value)
            {
                return null;
            }

            var constraints = NameConstraints.GetInstance(value);
            List<GeneralSubtree> subtrees = [.. Subtrees(constraints.PermittedSubtreesValue), .. Subtrees(constraints.ExcludedSubtreesValue)];
            if (subtrees.Exists(static subtree => subtree.MinimumObject.Value.SignValue != 0 || subtree.MaximumObject is not null))
            {
                return "Its name constraints have a minimum or maximum, which no verifier supports.";
            }

            if (authority.GetCriticalExtensionOids().Contains(X509Extensions.NameConstraints.Id)
                && subtrees.Exists(static subtree => !s_understood.Contains(subtree.Base.TagNo)))
            {
                return "Its name constraints are critical and limit more than DNS names, addresses and URIs, which etcd refuses.";
            }

            var validator = new PkixNameConstraintValidator();
            List<GeneralSubtree> permitted = [.. Subtrees(constraints.PermittedSubtreesValue)];
            var free = WholeKinds(permitted);
            if (permitted.Where(subtree => !free.Contains(subtree.Base.TagNo)).ToArray<Asn1Encodable>() is { Length: > 0 } limits)
            {
                validator.IntersectPermittedSubtree(new DerSequence(limits));
            }

            List<GeneralSubtree> excluded = [.. Subtrees(constraints.ExcludedSubtreesValue)];
            excluded.ForEach(validator.AddExcludedSubtree);
            var closed = WholeKinds(excluded);

            return below.Where(static (certificate, index) => index == 0 || !certificate.SubjectDN.Equivalent(certificate.IssuerDN))
                .Select((certificate, index) => Violation(validator, closed, certificate, isLeaf: index == 0))
                .FirstOrDefault(static violation => violation is not null);
        }
        catch (Exception error) when (error is PkixNameConstraintValidatorException || Asn1Failure.Is(error))
        {
            return "Its name constraints are malformed.";
        }
    }

    private static IEnumerable<GeneralSubtree> Subtrees(GeneralSubtrees? subtrees) =>
        subtrees is null ? [] : Asn1Sequence.GetInstance(subtrees.ToAsn1Object()).Select(GeneralSubtree.GetInstance);

    // An empty name stands for all names of its kind, for openssl and for etcd; BouncyCastle takes it for none.
    private static HashSet<int> WholeKinds(IEnumerable<GeneralSubtree> subtrees) => [.. subtrees.Select(static subtree => subtree.Base)
        .Where(static name => name.TagNo switch
        {
            GeneralName.DnsName => DerIA5String.GetInstance(name.Name).GetString().Length == 0,
            GeneralName.DirectoryName => Asn1Sequence.GetInstance(name.Name.ToAsn1Object()).Count == 0,
            _ => false,
        })
        .Select(static name => name.TagNo)];

    private static string? Violation(
        PkixNameConstraintValidator validator, HashSet<int> closed, X509Certificate certificate, bool isLeaf)
    {
        var names = certificate.GetExtensionParsedValue(X509Extensions.SubjectAlternativeName) is { } value
            ? GeneralNames.GetInstance(value).GetNames()
            : [];
        try
        {
            var subject = Asn1Sequence.GetInstance(certificate.SubjectDN.ToAsn1Object());
            if (subject.Count > 0)
            {
                validator.CheckPermittedDN(subject);
                validator.CheckExcludedDN(subject);
            }

            var commonName = isLeaf && !Array.Exists(names, static name => name.TagNo == GeneralName.DnsName)
                ? certificate.SubjectDN.GetValueList(X509Name.CN)
                : [];
            var hosts = commonName.Where(static name => DnsName().IsMatch(name))
                .Select(static name => new GeneralName(GeneralName.DnsName, name));
            List<GeneralName> all = [.. names, .. hosts];
            if (all.Exists(name => closed.Contains(name.TagNo)) || (subject.Count > 0 && closed.Contains(GeneralName.DirectoryName)))
            {
                return NotAllowed(certificate);
            }

            foreach (var name in all)
            {
                validator.CheckPermittedName(name);
                validator.CheckExcludedName(name);
            }

            return null;
        }
        catch (PkixNameConstraintValidatorException)
        {
            return NotAllowed(certificate);
        }
    }

    private static string NotAllowed(X509Certificate certificate)
    {
        var shown = new Certificate("", CertificateRole.Client, certificate, default);
        return $"Its name constraints do not allow {string.Join(", ", shown.HostNames.Prepend(shown.Subject))}.";
    }

    // openssl takes a common name with a dot for a DNS name where there is no other.
    [GeneratedRegex(@"\A[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)+\z")]
    private static partial Regex DnsName();
}
