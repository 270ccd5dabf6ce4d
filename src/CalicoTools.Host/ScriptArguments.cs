using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoTools.Host;

/// <summary>Turns the arguments of a command line into those of a script, as pwsh -File does.</summary>
internal static class ScriptArguments
{
    /// <summary>Separates named from positional arguments.</summary>
    /// <param name="script">The script; its parameters tell which names are switches.</param>
    /// <param name="arguments">The arguments as they were typed.</param>
    /// <returns>Parameters by name, and arguments in their order.</returns>
    public static (Hashtable Named, IReadOnlyList<string> Positional) Bind(ScriptBlockAst script, IReadOnlyList<string> arguments)
    {
        var named = new Hashtable(StringComparer.OrdinalIgnoreCase);
        var positional = new List<string>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument.Length < 2 || argument[0] != '-' || !char.IsLetter(argument[1]))
            {
                positional.Add(argument);
                continue;
            }

            var (name, value) = Split(argument[1..]);
            named[name] = value is not null ? Value(value)
                : IsSwitch(script, name) || index + 1 == arguments.Count ? true
                : arguments[++index];
        }

        return (named, positional);
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (argument, null) : (argument[..colon], argument[(colon + 1)..]);
    }

    private static object Value(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };

    private static bool IsSwitch(ScriptBlockAst script, string name) => script.ParamBlock?.Parameters.Any(parameter =>
        parameter.StaticType == typeof(SwitchParameter)
        && parameter.Name.VariablePath.UserPath.StartsWith(name, StringComparison.OrdinalIgnoreCase)) == true;
}
