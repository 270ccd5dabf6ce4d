using System.Globalization;
using CalicoTools;
using CalicoTools.Releases;
using CalicoTools.Releases.Adding;

if (args is not [var checkout, var day, .. var files] || files.Length == 0)
{
    Console.Error.WriteLine("usage: CalicoTools.Releases CHECKOUT DATE [RELEASE] FILE-OR-FOLDER...");
    return 64;
}

var named = ReleaseNumber.TryParse(files[0], out var number);
try
{
    var date = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
        ? parsed
        : throw new FormatException($"'{day}' is no day such as 2026-06-24.");
    var added = ReleaseUpdate.Add(checkout, named ? files.Skip(1) : files, date, number);
    Console.WriteLine($"{added.Release} is added, as it differs from {added.Neighbour}. Changed:");
    foreach (var file in added.Changed)
    {
        Console.WriteLine($"  {file}");
    }

    Console.WriteLine("Left to do:");
    foreach (var line in added.LeftToDo())
    {
        Console.WriteLine($"  {line}");
    }

    return added.Unequal.Count == 0 ? 0 : 1;
}
catch (Exception error) when (error is FormatException or CalicoToolsException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"{error.Message} Nothing was changed.");
    return 2;
}
