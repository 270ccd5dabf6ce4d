namespace CalicoTools.Manifests.Documents;

/// <summary>The errors of reading a manifest's text.</summary>
internal static class DocumentErrors
{
    public static ManifestException Syntax(TextPosition at, string detail, Exception? inner) => new(
        "ManifestSyntax",
        ErrorKind.InvalidData,
        $"This is not valid YAML: {detail}",
        "Correct the YAML there, or on the lines just above.",
        at.File,
        at,
        inner);

    public static ManifestException Character(TextPosition at, char character) => new(
        "ManifestCharacter",
        ErrorKind.InvalidData,
        $"The character U+{(int)character:X4} may not stand in YAML.",
        "Delete it; in a double-quoted scalar it can be written as an escape.",
        at.File,
        at);

    public static ManifestException Directive(TextPosition at) => new(
        "ManifestDirective", ErrorKind.NotSupported, "A YAML directive is nothing Kubernetes reads.", "Delete the line.", at.File, at);

    public static ManifestException SeparatorContent(TextPosition at) => new(
        "ManifestSeparatorContent",
        ErrorKind.NotSupported,
        "Something follows '---' on its line, which kubectl would drop.",
        "Put it on the next line.",
        at.File,
        at);

    public static ManifestException AfterDocumentEnd(TextPosition at) => new(
        "ManifestAfterDocumentEnd",
        ErrorKind.NotSupported,
        "Something follows the end of a document, '...', which kubectl would drop.",
        "Begin the next document with a line '---'.",
        at.File,
        at);

    public static ManifestException DuplicateKey(TextPosition at, string key, int firstLine) => new(
        "ManifestDuplicateKey",
        ErrorKind.InvalidData,
        $"The key '{Begun(key)}' is here a second time; the first is in line {firstLine}.",
        "Delete one of them.",
        at.File,
        at);

    public static ManifestException Key(TextPosition at) => new(
        "ManifestKey", ErrorKind.NotSupported, "This key is not a plain text.", "Quote the key, or write it as one word.", at.File, at);

    public static ManifestException TagOfAnotherType(TextPosition at, string tag) => new(
        "ManifestTag",
        ErrorKind.InvalidData,
        $"The value is not of the type that its tag {tag} says.",
        "Correct the value, or take the tag out.",
        at.File,
        at);

    public static ManifestException Tag(TextPosition at, string tag) => new(
        "ManifestTag",
        ErrorKind.NotSupported,
        $"The tag '{Begun(tag)}' is nothing Kubernetes knows.",
        "Delete the tag; quote the value if it is a string.",
        at.File,
        at);

    public static ManifestException Number(TextPosition at, string value) => new(
        "ManifestNumber",
        ErrorKind.InvalidData,
        $"'{value}' is a number Kubernetes cannot hold.",
        "Quote it if it is a text.",
        at.File,
        at);

    public static ManifestException UnknownAlias(TextPosition at, string name) => new(
        "ManifestUnknownAlias",
        ErrorKind.InvalidData,
        $"Nothing above in this document has the anchor '&{Begun(name)}'.",
        "Set the anchor, or write the value out.",
        at.File,
        at);

    public static ManifestException AliasInItself(TextPosition at, string name) => new(
        "ManifestAliasInItself",
        ErrorKind.InvalidData,
        $"The alias '*{name}' stands inside what it stands for.",
        "Write the value out.",
        at.File,
        at);

    public static ManifestException TooManyAliases(TextPosition at) => new(
        "ManifestTooManyAliases",
        ErrorKind.InvalidData,
        "The aliases up to here multiply into more nodes than any manifest has.",
        "Write the values out.",
        at.File,
        at);

    public static ManifestException Merge(TextPosition at) => new(
        "ManifestMerge",
        ErrorKind.InvalidData,
        "Only mappings can be merged by '<<'.",
        "Give an alias of a mapping, or a list of them.",
        at.File,
        at);

    public static ManifestException TooDeep(TextPosition at, int limit) => new(
        "ManifestTooDeep",
        ErrorKind.InvalidData,
        $"The nesting is deeper than {limit} levels.",
        "No Kubernetes object is that deep: check for a missing bracket.",
        at.File,
        at);

    public static ManifestException NotObject(TextPosition at) => new(
        "ManifestNotObject",
        ErrorKind.InvalidData,
        "This document is not a Kubernetes object, which is a mapping.",
        "Begin it with apiVersion and kind, or check that this is the file you mean.",
        at.File,
        at);

    public static ManifestException FieldMissing(TextPosition at, string field) => new(
        "ManifestFieldMissing", ErrorKind.InvalidData, $"This object has no {field}.", $"Give it a {field} that is a text.", at.File, at);

    public static ManifestException List(TextPosition at) => new(
        "ManifestList",
        ErrorKind.NotSupported,
        "There are several objects in one document, as kubectl gives them.",
        "Get them one by one with 'kubectl get KIND NAME -o yaml', and write each as a document of its own, between lines '---'.",
        at.File,
        at);

    public static ManifestException EmptyList(TextPosition at) => new(
        "ManifestList",
        ErrorKind.InvalidData,
        "This list has no items.",
        "Check what it was made with; the items of a list are the objects of a manifest.",
        at.File,
        at);

    public static ManifestException Template(TextPosition at) => new(
        "ManifestIsTemplate",
        ErrorKind.InvalidData,
        "A directive of a template stands here: the file has not been rendered.",
        "Render it first, for instance with 'helm template' or Ansible, and read the result.",
        at.File,
        at);

    public static ManifestException Kustomization(TextPosition at) => new(
        "ManifestIsKustomization",
        ErrorKind.InvalidData,
        "This is a kustomization, which names manifests and is not one.",
        "Build it first, for instance with 'kubectl kustomize FOLDER', and read the result.",
        at.File,
        at);

    public static ManifestException WebPage(string source) => new(
        "ManifestIsWebPage",
        ErrorKind.InvalidData,
        $"'{source}' is a web page or XML, not a manifest.",
        "Download the file itself (at GitHub, from Raw); a proxy may also want you to sign in.",
        source);

    public static ManifestException ServerAnswer(string source, string answer) => new(
        "ManifestIsServerAnswer",
        ErrorKind.InvalidData,
        $"'{source}' holds a web server's answer instead of a manifest: {answer}",
        "Check the address, and download the file again.",
        source);

    public static ManifestException Ambiguous(TextPosition at) => new(
        "ManifestAmbiguous",
        ErrorKind.InvalidData,
        "Readers of YAML differ about what stands here.",
        "Write it plainly: indent by blanks, never tabs, and what is of one level equally; quote what holds an indicator.",
        at.File,
        at);

    public static ManifestException Empty(string source) => new(
        "ManifestEmpty", ErrorKind.InvalidData, $"'{source}' holds no Kubernetes object.", "Check that this is the file you mean.", source);

    public static ManifestException Pem(string source) => new(
        "ManifestIsPem",
        ErrorKind.InvalidData,
        $"'{source}' is a certificate or key in PEM, not a manifest.",
        "Make a Secret of certificates with New-CalicoEtcdSecret, or check that this is the file you mean.",
        source);

    public static ManifestException NotUtf8(TextPosition at, Exception inner) => new(
        "ManifestNotUtf8",
        ErrorKind.InvalidData,
        "This is neither UTF-8 nor UTF-16 with a byte order mark.",
        "Save it as UTF-8, or check that this is the file you mean.",
        at.File,
        at,
        inner);

    public static ManifestException NotFound(string path, Exception inner) => new(
        "ManifestFileNotFound", ErrorKind.NotFound, $"'{path}' does not exist.", "Check the path.", path, inner: inner);

    public static ManifestException Unreadable(string path, Exception inner) => new(
        "ManifestFileUnreadable",
        inner is UnauthorizedAccessException ? ErrorKind.PermissionDenied : ErrorKind.InputOutput,
        $"'{path}' cannot be read: {inner.Message}",
        "Check that it is a file and that you may read it.",
        path,
        inner: inner);

    // What is no name may be a key.
    private static string Begun(string token) => token.Length <= 40 ? token : $"{token.AsSpan(0, 40)}...";
}
