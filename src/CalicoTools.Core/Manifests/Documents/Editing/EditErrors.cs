namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>The errors of editing a manifest's text.</summary>
internal static class EditErrors
{
    public static ManifestException Unsafe(TextPosition at, string why) => new(
        "ManifestEditUnsafe",
        ErrorKind.NotSupported,
        $"This cannot be changed without touching something else: {why}.",
        "Write this part of the file plainly, then set it again.",
        at.File,
        at);

    public static ManifestException Failed(TextPosition at, string resource, Exception? inner = null) => new(
        "ManifestEditFailed",
        ErrorKind.NotSupported,
        $"{resource} could not be changed as asked: the edited text does not read as intended. Nothing was changed.",
        "Write the object plainly, without anchors and unusual layout, then set it again.",
        at.File,
        at,
        inner);
}
