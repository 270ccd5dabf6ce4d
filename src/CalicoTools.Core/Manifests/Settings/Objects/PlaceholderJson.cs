namespace CalicoTools.Manifests.Settings.Objects;

/// <summary>
/// A JSON text in which placeholders such as <c>__CNI_MTU__</c> stand for numbers, as positions in that text: the configuration of a CNI
/// plugin is edited by token, so that every other character stays.
/// </summary>
internal sealed class PlaceholderJson
{
    private readonly string _text;
    private int _at;

    private PlaceholderJson(string text) => _text = text;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its outermost value.</returns>
    /// <exception cref="LooseJsonException">The text is not such a text.</exception>
    public static Node Parse(string text)
    {
        var reader = new PlaceholderJson(text);
        var root = reader.ReadValue(depth: 0);
        reader.SkipBlanks();
        return reader._at == text.Length ? root : throw reader.Unexpected();
    }

    private Node ReadValue(int depth)
    {
        SkipBlanks();
        return Peek() switch
        {
            _ when depth > 32 => throw Unexpected(),
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadString(),
            _ => ReadBare(),
        };
    }

    private Node ReadObject(int depth)
    {
        var start = _at;
        var members = new List<KeyValuePair<string, Node>>();
        ReadItems('}', () =>
        {
            var name = ReadString();
            SkipBlanks();
            Expect(':');
            members.Add(new(name.Content(_text), ReadValue(depth + 1)));
        });
        return new Node(start, _at, members, []);
    }

    private Node ReadArray(int depth)
    {
        var start = _at;
        var items = new List<Node>();
        ReadItems(']', () => items.Add(ReadValue(depth + 1)));
        return new Node(start, _at, [], items);
    }

    private void ReadItems(char end, Action readItem)
    {
        _at++;
        SkipBlanks();
        while (Peek() != end)
        {
            readItem();
            SkipBlanks();
            if (Peek() != end)
            {
                Expect(',');
                SkipBlanks();
                if (Peek() == end)
                {
                    throw Unexpected();
                }
            }
        }

        _at++;
    }

    private Node ReadString()
    {
        var start = _at;
        Expect('"');
        while (Peek() is not '"' and var c)
        {
            _at += c == '\\' ? 2 : c < ' ' ? throw Unexpected() : 1;
        }

        _at++;
        return new Node(start, _at, [], []);
    }

    private Node ReadBare()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '+' or '.'))
        {
            _at++;
        }

        return _at > start ? new Node(start, _at, [], []) : throw Unexpected();
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw Unexpected();

    private void Expect(char expected) => _at = Peek() == expected ? _at + 1 : throw Unexpected();

    private LooseJsonException Unexpected() => new(
        _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1,
        _at < _text.Length ? $"'{_text[_at]}' is not expected" : "it ends too early");

    /// <summary>A value's place in the text.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="End">The place after its end.</param>
    /// <param name="Members">The members of an object, in order.</param>
    /// <param name="Items">The items of an array.</param>
    internal sealed record Node(int Start, int End, IReadOnlyList<KeyValuePair<string, Node>> Members, IReadOnlyList<Node> Items)
    {
        /// <summary>A member of an object.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>Its value, the last of that name; null when there is none.</returns>
        public Node? Member(string name) => Members.LastOrDefault(member => member.Key == name).Value;

        /// <summary>What it says: a string without its quotes, anything else as written.</summary>
        /// <param name="text">The text it was read from.</param>
        /// <returns>The content; escapes are left as written.</returns>
        public string Content(string text) => text[Start] == '"' ? text[(Start + 1)..(End - 1)] : text[Start..End];

        /// <summary>Whether it is an object.</summary>
        /// <param name="text">The text it was read from.</param>
        /// <returns>True when it is.</returns>
        public bool IsObject(string text) => text[Start] == '{';

        /// <summary>Writes a member of this object: in place of the one it has, or as its last one, spaced as the first.</summary>
        /// <param name="text">The text it was read from.</param>
        /// <param name="name">The member's name.</param>
        /// <param name="value">The value as it is to be written.</param>
        /// <returns>The new text; the positions read from the old one do not hold in it.</returns>
        public string SetMember(string text, string name, string value)
        {
            if (Member(name) is { } present)
            {
                return text[..present.Start] + value + text[present.End..];
            }

            if (Members is not [.., var (_, last)])
            {
                return $"{text[..Start]}{{\"{name}\": {value}}}{text[End..]}";
            }

            var spacing = text[(Start + 1)..text.IndexOf('"', Start)];
            return $"{text[..last.End]},{spacing}\"{name}\": {value}{text[last.End..]}";
        }
    }
}
