using System.Collections;
using System.Management.Automation;
using System.Security;

namespace CalicoTools.Tests.Fuzz;

/// <summary>Makes arguments that nobody meant, of each type, and some that somebody could mean.</summary>
/// <param name="random">Decides.</param>
/// <param name="ground">The files to name.</param>
/// <param name="values">Manifests, sets and what other cmdlets give.</param>
internal sealed class ArgumentSource(Random random, FuzzGround ground, IReadOnlyList<object> values)
{
    private static readonly string[] s_texts =
    [
        "", " ", "\t", "\n", "\r\n", "\0", "a\0b", "\u001b[2J", "\ud800", "\u202egpj", "é", "道", "😀", "*", "?", "[", "]", "[a", "[]]", "`", "``[", "'", "\"", "$x", "{0}",
        "%s", "..", ".", "-", "--", "/", "0", "1", "-1", "1.5", "1,5", "99999999999999999999", "0x7f", "010.0.0.1", "1e9", "NaN", "true", "false", "ja", "null", "5y", "0d", "365d",
        "v3.28.5", "3.21.2", "v3.99.0", "v3", "1.20", "v1.28.3+k3s1", "1.1000", "calico", "calico-node", "kube-system", "a,b", "a=b", "a=b,c=d", "CN=x", "O=a+OU=b",
        "10.244.0.0/16", "10.244.0.1/16", "0.0.0.0/0", "::/0", "fd00::/56", "fd00::/129", "10.0.0.1", "::1", "[::1]", "can-reach=10.0.0.1", "interface=(", "interface=.*",
        "cidr=10.0.0.0/8", "kubernetes-internal-ip", "first-found", "http://127.0.0.1:1", "https://127.0.0.1:1/x", "https://u:p@127.0.0.1:1", "file:///etc/hostname",
        "ftp://x", "http://", "http://[", "https://127.0.0.1:99999", "/etc/cni/net.d", "/opt/cni/bin", "C:\\cni", "reg.lan:5000/x", "u:p@reg/x", "nodrive:\\x", "Env:\\PATH",
        "-----BEGIN CERTIFICATE-----", "-----BEGIN EC PRIVATE KEY-----MHcCAQEEIBkg4LVWM9nuwNSk3yByxZpYRTBnVJk1GkMnGHXn7Wv2-----END EC PRIVATE KEY-----", "eyJhbGciOiJIUzI1NiJ9.e30.x",
        new string('a', 300), new string('x', 70_000), string.Concat(Enumerable.Repeat("a.", 400)),
    ];

    /// <summary>An argument of a type, or of any other.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="writes">Whether the cmdlet writes to its path: that is then one to which it may.</param>
    public object? Of(string parameter, Type type, bool writes)
    {
        if (writes && IsTarget(parameter))
        {
            return FuzzGround.Target(random);
        }

        if (random.Next(12) == 0)
        {
            return Any();
        }

        var element = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray && random.Next(2) == 0)
        {
            return Enumerable.Range(0, random.Next(4)).Select(_ => Of(parameter, element, writes)).ToArray();
        }

        return
            parameter.EndsWith("Path", StringComparison.Ordinal) || parameter == "KubeConfig" ? ground.Path(random)
            : element == typeof(string) ? Text()
            : element == typeof(bool) || element == typeof(SwitchParameter) ? random.Next(3) > 0
            : element.IsEnum ? random.Next(4) == 0 ? Text() : Pick(Enum.GetNames(element).Where(static name => !name.StartsWith("RSA", StringComparison.Ordinal)).ToArray())
            : element == typeof(int) ? Pick<object>([random.Next(-2, 70_000), int.MinValue, int.MaxValue, long.MaxValue, 26, 1450.0, "26", Text()])
            : element == typeof(TimeSpan) ? Pick<object>(["1y", "90d", "0d", "-1d", TimeSpan.Zero, TimeSpan.MaxValue, 5, Text()])
            : element == typeof(SecureString) ? Secret(Text())
            : typeof(IDictionary).IsAssignableFrom(element) ? Table()
            : random.Next(3) == 0 ? Any() : Pick(values);
    }

    /// <summary>Something for the pipeline, with properties of the names of parameters.</summary>
    public object? Input(IReadOnlyList<(string Name, Type Type)> parameters, bool writes)
    {
        switch (random.Next(6))
        {
            case 0:
                return Pick(values);
            case 1:
                return PSSerializer.Deserialize(PSSerializer.Serialize(Pick(values)));
            case 2:
                return ground.Path(random);
            case 3:
                return Any();
            default:
                var row = new PSObject();
                foreach (var (name, type) in parameters.Where(_ => random.Next(4) == 0))
                {
                    row.Properties.Add(new PSNoteProperty(name, !(writes && IsTarget(name)) && random.Next(2) == 0 ? Text() : Of(name, type, writes)));
                }

                return row;
        }
    }

    private static bool IsTarget(string parameter) => parameter is "Path" or "LiteralPath" or "PSPath";

    private object? Any() => random.Next(9) switch
    {
        0 => null,
        1 => random.Next(),
        2 => random.NextDouble() * 1e9,
        3 => DateTime.UnixEpoch,
        4 => Table(),
        5 => new object?[] { Text(), null, 5, Table() },
        6 => Pick(values),
        7 => ScriptBlock.Create("1"),
        _ => Text(),
    };

    private Hashtable Table()
    {
        var table = new Hashtable();
        for (var count = random.Next(4); count > 0; count--)
        {
            table[random.Next(5) == 0 ? random.Next() : Text()] = random.Next(4) == 0 ? null : random.Next(3) == 0 ? random.Next() : Text();
        }

        return table;
    }

    private string Text()
    {
        var text = Pick(s_texts);
        return random.Next(6) switch
        {
            0 => text + Pick(s_texts),
            1 => new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(1, 0x3000))]),
            _ => text,
        };
    }

    private static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (var letter in text.Take(100))
        {
            secret.AppendChar(letter);
        }

        return secret;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
