namespace CalicoTools.Core.Tests.Certificates;

/// <summary>The judge of most of what is issued, and the maker of what others bring.</summary>
internal static class OpenSsl
{
    public static string Run(params string[] arguments) => ExternalProgram.Run("openssl", arguments);

    /// <summary>Expects a certificate to lead to an authority.</summary>
    public static void Verify(string authority, string certificate, params string[] options) =>
        Run(["verify", "-x509_strict", "-CAfile", authority, .. options, certificate]);
}
