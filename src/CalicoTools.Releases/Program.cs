using System.Globalization;
using CalicoTools;
using CalicoTools.Releases;
using CalicoTools.Releases.Adding;

if (args is not [var checkout, var day, .. var files] || !DateOnly.TryParse(day, CultureInfo.InvariantCulture, out var date) || files.Length == 0)
{
    Console.Error.WriteLine("usage: CalicoTools.Releases CHECKOUT DATE [RELEASE] FILE...");
    return 64;
}

var named = ReleaseNumber.TryParse(files[0], out var number);
try
{
    var (changed, byHand) = ReleaseUpdate.Add(checkout, named ? files.Skip(1) : files, date, number);
    foreach (var file in changed)
    {
        Console.WriteLine($"changed {file}");
    }

    foreach (var line in byHand)
    {
        Console.WriteLine($"BY HAND {line}");
    }

    return byHand.Count == 0 ? 0 : 1;
}
catch (Exception error) when (error is FormatException or CalicoToolsException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
