using System.Security;

namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>A set of which only what goes into a Secret is asked for.</summary>
internal sealed class FakeCertificateSet : CalicoCertificateSet
{
    public override string? Path => null;

    public override CalicoCertificate CA => throw new NotSupportedException();

    public override CalicoCertificate Client => throw new NotSupportedException();

    public override ValueList<CalicoCertificate> Members => [];

    public override string EtcdCa => "Y2E=";

    public override string EtcdCert => "Y2VydA==";

    public override SecureString EtcdKey
    {
        get
        {
            var key = new SecureString();
            foreach (var character in "a2V5")
            {
                key.AppendChar(character);
            }

            return key;
        }
    }
}
