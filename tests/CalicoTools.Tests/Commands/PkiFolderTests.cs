using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

/// <summary>Tests of New-CalicoCerts in a place with one folder for certificates.</summary>
public abstract class PkiFolderTests : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected string Pki => Folder["pki"];

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static void MakeAuthority(string folder)
    {
        Directory.CreateDirectory(folder);
        ExternalProgram.Run(
            "openssl", "req", "-x509", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650",
            "-subj", "/CN=own-ca", "-keyout", Path.Combine(folder, "ca-key.pem"), "-out", Path.Combine(folder, "ca.pem"));
    }

    private protected ShellResult Run(string arguments) => ModuleShell.Run($"{Here()}; New-CalicoCerts {arguments}");

    private protected string Here() => $"$null = $ExecutionContext.SessionState.Path.SetLocation({ModuleShell.Quote(Folder.Path)})";

    private protected string File(string name) => Path.Combine(Pki, name);

    private protected void Verify(string certificate) =>
        ExternalProgram.Run("openssl", "verify", "-CAfile", File("ca.pem"), "-purpose", "sslclient", File(certificate));

    private protected Dictionary<string, string> Contents() =>
        Directory.GetFiles(Pki).ToDictionary(static file => Path.GetFileName(file), System.IO.File.ReadAllText);
}
