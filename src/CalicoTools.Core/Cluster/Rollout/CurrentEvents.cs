using System.Globalization;
using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Rollout;

/// <summary>Finds which events of an object still hold. Events stay for an hour, whatever happened since.</summary>
internal static class CurrentEvents
{
    private const string Combined = "(combined from similar events): ";
    private static readonly string[] s_sandbox = ["FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox", "NetworkNotReady"];
    private static readonly string[] s_afterSandbox = ["Pulling", "Pulled", "Created", "Started"];

    /// <summary>Finds the warnings that still hold.</summary>
    /// <param name="item">The object; it is not ready.</param>
    /// <param name="events">Its events, in any order.</param>
    /// <returns>
    /// The messages of the warnings, the newest first. Without any, that of the image that is being pulled, if one is.
    /// </returns>
    public static IReadOnlyList<string> Of(JsonObject item, IEnumerable<JsonObject> events)
    {
        JsonObject[] own = [.. events.Where(one => IsAbout(item, one)).OrderByDescending(Time)];
        string[] warnings =
        [
            .. own.Where(one => one.Text("type") == "Warning" && !IsOver(item, one, own)).Select(Message).Where(static text => text.Length > 0),
        ];
        return warnings.Length > 0 ? warnings
            : own is [var newest, ..] && newest.Text("reason") == "Pulling" ? [Message(newest)]
            : [];
    }

    private static bool IsOver(JsonObject item, JsonObject warning, JsonObject[] events)
    {
        var reason = warning.Text("reason");
        return reason switch
        {
            "FailedScheduling" => item.Text("spec", "nodeName") is not null || HasLater("Scheduled"),
            "FailedCreate" => HasLater("SuccessfulCreate"),
            "Failed" => LogLine.IsAboutImage(Message(warning)) ? HasLater("Pulled") : HasLater("Started"),
            _ => s_sandbox.Contains(reason) && HasLater(s_afterSandbox),
        };

        bool HasLater(params ReadOnlySpan<string> reasons)
        {
            foreach (var one in events)
            {
                if (reasons.Contains(one.Text("reason") ?? "") && Time(one) >= Time(warning) && IsOfSamePart(one, warning))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // The events of a pod's containers name the container; combined ones do not.
    private static bool IsOfSamePart(JsonObject one, JsonObject other) =>
        Part(other) is not { } part || Part(one) is not { } otherPart || part == otherPart;

    private static string? Part(JsonObject one) => one.Text("involvedObject", "fieldPath");

    private static bool IsAbout(JsonObject item, JsonObject one) =>
        item.Text("metadata", "uid") is not { } uid || one.Text("involvedObject", "uid") is not { } other || uid == other;

    private static string Message(JsonObject one)
    {
        var text = (one.Text("message") ?? "").ReplaceLineEndings(" ").Trim();
        return text.StartsWith(Combined, StringComparison.Ordinal) ? text[Combined.Length..] : text;
    }

    private static DateTimeOffset Time(JsonObject one) =>
        new[]
        {
            one.Text("series", "lastObservedTime"), one.Text("lastTimestamp"), one.Text("eventTime"), one.Text("metadata", "creationTimestamp"),
        }
        .Select(static text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : DateTimeOffset.MinValue)
        .Max();
}
