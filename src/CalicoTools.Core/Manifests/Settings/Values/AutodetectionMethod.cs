using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Settings.Values;

/// <summary>A way for calico-node to find its address.</summary>
/// <param name="Text">The method as Calico reads it.</param>
/// <param name="NeedsNode">Whether it is taken from the Kubernetes node object.</param>
internal sealed record AutodetectionMethod(string Text, bool NeedsNode)
{
    private const string KubernetesInternalIP = "kubernetes-internal-ip";

    /// <summary>Reads a method.</summary>
    /// <param name="values">The method; PowerShell splits an unquoted <c>cidr=a,b</c> into several values.</param>
    /// <param name="parameter">The parameter it was given to.</param>
    /// <param name="ipv6">Whether it is to find an IPv6 address.</param>
    /// <returns>The method.</returns>
    public static AutodetectionMethod Parse(IReadOnlyList<string> values, string parameter, bool ipv6)
    {
        var text = string.Join(',', values).Trim();
        if (text is "first-found" or KubernetesInternalIP)
        {
            return new AutodetectionMethod(text, NeedsNode: text == KubernetesInternalIP);
        }

        var equals = text.IndexOf('=');
        var target = text[(equals + 1)..];
        switch (equals < 0 ? "" : text[..equals])
        {
            case "can-reach":
                CheckHost(text, target, parameter, ipv6);
                break;
            case "interface" or "skip-interface":
                CheckPatterns(text, target);
                break;
            case "cidr":
                CheckRanges(text, target, parameter, ipv6);
                break;
            default:
                throw SettingErrors.MethodUnknown(text);
        }

        return new AutodetectionMethod(text, NeedsNode: false);
    }

    private static void CheckHost(string method, string target, string parameter, bool ipv6)
    {
        if (AddressText.TryParse(target, out _))
        {
            CheckFamily(method, target, parameter, ipv6, target.Contains(':'));
        }
        else if (!HostNames.IsName(target))
        {
            throw SettingErrors.MethodMalformed(
                method,
                $"'{target}' is neither a host name nor an address",
                "Name one host that every node reaches, without port or brackets.");
        }
    }

    private static void CheckPatterns(string method, string target)
    {
        foreach (var pattern in target.Split(',', StringSplitOptions.TrimEntries))
        {
            if (PatternProblem(pattern) is { } problem)
            {
                throw SettingErrors.MethodMalformed(
                    method, problem, "Give regular expressions for interface names, separated by commas, such as interface=eth.*,ens.*.");
            }
        }
    }

    // The engine without backtracking takes what Go's takes: no look-around, no back reference.
    private static string? PatternProblem(string pattern)
    {
        if (pattern.Length == 0)
        {
            return "an interface pattern is empty, and would match every interface";
        }

        if (pattern.Count(static c => c == '{') != pattern.Count(static c => c == '}'))
        {
            return $"the comma in braces splits the pattern, into '{pattern}' and more";
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (RegexParseException error)
        {
            return $"'{pattern}' is no regular expression ({error.Error} at {error.Offset + 1})";
        }
        catch (NotSupportedException)
        {
            return $"'{pattern}' looks around or back, which Calico's regular expressions do not";
        }
    }

    private static void CheckRanges(string method, string target, string parameter, bool ipv6)
    {
        foreach (var text in target.Split(','))
        {
            var range = AddressRange.TryParse(text) ?? throw SettingErrors.MethodMalformed(
                method, $"'{text}' is not an address range", "Give ranges separated by commas, such as cidr=10.0.1.0/24,10.0.2.0/24.");
            CheckFamily(method, text, parameter, ipv6, range.IsIPv6);
        }
    }

    private static void CheckFamily(string method, string target, string parameter, bool ipv6, bool isIPv6)
    {
        if (ipv6 != isIPv6)
        {
            throw SettingErrors.MethodFamily(method, target, parameter, ipv6 ? "IPv6" : "IPv4");
        }
    }
}
