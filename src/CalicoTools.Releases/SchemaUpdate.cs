using CalicoTools.Manifests.BuiltIn.Definitions;

namespace CalicoTools.Releases.Adding;

/// <summary>
/// Changes the sources of schemas so that they also become those of the added release. A change is made in a fragment where all that use it
/// change alike, otherwise where the fragment is used.
/// </summary>
/// <param name="source">The schemas as they are.</param>
/// <param name="releases">The releases.</param>
internal sealed class SchemaUpdate(SchemaSource source, ReleaseList releases)
{
    private readonly Dictionary<IndentedLine, int> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly List<(SchemaChange Change, IReadOnlyList<IndentedLine> Places, string Where)> _requests = [];

    /// <summary>Compares a schema with the one that is needed.</summary>
    /// <param name="definition">The definition's name.</param>
    /// <param name="wanted">The schema it needs.</param>
    public void Compare(string definition, Schema wanted) =>
        Compare(definition, [source.LineOf(definition)], source.SchemaOf(definition), wanted, definition);

    /// <summary>Makes the changes found.</summary>
    /// <returns>Those that have to be made by hand.</returns>
    public IReadOnlyList<string> Apply()
    {
        var left = new List<string>();
        var done = new HashSet<(SourceLine, SchemaChange)>();
        var changes = new List<(SchemaChange Change, IndentedLine Place)>();
        foreach (var (change, places, where) in _requests.AsEnumerable().Reverse())
        {
            var place = places.Reverse().FirstOrDefault(place => _uses[place] == _requests.Count(request =>
                request.Change == change && request.Places.Any(other => ReferenceEquals(other, place))));
            if (place is null)
            {
                left.Add($"{where}: {change.Kind} {change.Name}");
            }
            else if (done.Add((source.PlaceOf(place).Line, change)))
            {
                changes.Add((change, place));
            }
        }

        foreach (var (change, place) in Joined(changes))
        {
            Make(change, place);
        }

        return left;
    }

    private void Compare(string definition, IEnumerable<IndentedLine> lines, Schema ours, Schema theirs, string where)
    {
        var parts = source.Chain(definition, lines).ToArray();
        var chain = Array.ConvertAll(parts, static part => part.Line);
        foreach (var line in chain)
        {
            _uses[line] = _uses.GetValueOrDefault(line) + 1;
        }

        CompareConstraints([.. parts.Where(static part => part.IsOfField).Select(static part => part.Line)], ours, theirs, where);
        if (ours.Subject != ours)
        {
            CompareConstraints(chain, ours.Subject, theirs.Subject, where);
        }

        var (old, wanted) = (ours.Subject.Properties, theirs.Subject.Properties);
        foreach (var name in old.Keys.Union(wanted.Keys).Order(StringComparer.Ordinal))
        {
            var below = chain.SelectMany(line => line.Below.Where(below => SchemaNotation.NameOf(below) == name)).ToArray();
            if (old.TryGetValue(name, out var one) && wanted.TryGetValue(name, out var other) && CanBecome(one, other))
            {
                Compare(definition, below, one, other, $"{where}.{name}");
                continue;
            }

            if (wanted.TryGetValue(name, out var added))
            {
                var text = SchemaText.Write(name, added, 0, source.FragmentsOf(definition));
                _requests.Add((new(SchemaChangeKind.AddField, name, string.Join('\n', text)), chain, where));
            }

            if (old.ContainsKey(name))
            {
                _requests.Add((new(SchemaChangeKind.RemoveField, name), [.. chain.Where(line => line.Below.Any(below.Contains))], where));
            }
        }
    }

    private void CompareConstraints(IndentedLine[] chain, Schema ours, Schema theirs, string where)
    {
        var (old, wanted) = (SchemaText.Constraints(ours), SchemaText.Constraints(theirs));
        foreach (var constraint in wanted.Except(old))
        {
            _requests.Add((new(SchemaChangeKind.AddConstraint, constraint), [.. chain.Where((_, index) => Fits(chain, index, constraint, wanted))], where));
        }

        foreach (var constraint in old.Except(wanted))
        {
            _requests.Add((new(SchemaChangeKind.RemoveConstraint, constraint), [.. chain.Where(line => ConstraintLines.Has(line, constraint))], where));
        }
    }

    // Upstream orders rules, and those of a fragment come before those of the line that uses it.
    private static bool Fits(IndentedLine[] chain, int index, string constraint, IReadOnlyList<string> wanted)
    {
        var later = wanted.SkipWhile(other => other != constraint).ToArray();
        return !SchemaText.IsRule(constraint)
            || (!Rules(chain[index..]).Any(later.Contains) && Rules(chain[..index]).All(rule => later.Contains(rule) || !wanted.Contains(rule)));
    }

    private static IEnumerable<string> Rules(IEnumerable<IndentedLine> lines) =>
        lines.SelectMany(static line => line.Below.SelectMany(ConstraintLines.Of)).Where(SchemaText.IsRule);

    // Below the line of a list or a map, what is not only a list's would be said of the items.
    private static bool CanBecome(Schema one, Schema other) => TypeOf(one) == TypeOf(other)
        && (one.Subject == one || Different(SchemaText.Constraints(one), SchemaText.Constraints(other)).All(SchemaNotation.IsOfField));

    private static IEnumerable<string> Different(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Except(other).Union(other.Except(one));

    private static string TypeOf(Schema schema) =>
        schema.Items is { } items ? $"[{TypeOf(items)}]" : schema.Values is { } values ? $"{{{TypeOf(values)}}}" : schema.Type ?? "";

    // Constraints that come together stand in one line.
    private static IEnumerable<(SchemaChange Change, IndentedLine Place)> Joined(
        IReadOnlyList<(SchemaChange Change, IndentedLine Place)> changes)
    {
        var simple = changes.Where(static pair => pair.Change.Kind == SchemaChangeKind.AddConstraint && !SchemaText.IsLong(pair.Change.Name))
            .ToLookup(static pair => pair.Place, ReferenceEqualityComparer.Instance);
        return changes.Except(simple.SelectMany(static group => group)).Concat(simple.Select(static group =>
            (new SchemaChange(
                SchemaChangeKind.AddConstraint,
                string.Join(", ", group.Reverse().Select(static pair => pair.Change.Name))), (IndentedLine)group.Key!)));
    }

    private void Make(SchemaChange change, IndentedLine at)
    {
        switch (change.Kind)
        {
            case SchemaChangeKind.AddConstraint:
                Insert(at, LastOf(Neighbours(at, change.Name), at), SchemaText.ConstraintLines(change.Name, 0));
                break;
            case SchemaChangeKind.AddField:
                var before = at.Below.Where(line => string.CompareOrdinal(SchemaNotation.NameOf(line), change.Name) < 0);
                Insert(at, LastOf(before, at), change.Lines.Split('\n'));
                break;
            case SchemaChangeKind.RemoveField:
                foreach (var field in at.Below.Where(line => SchemaNotation.NameOf(line) == change.Name))
                {
                    Close(source.PlaceOf(field).Line);
                }

                break;
            default:
                RemoveConstraint(at, change.Name);
                break;
        }
    }

    private void RemoveConstraint(IndentedLine at, string constraint)
    {
        var line = at.Below.FirstOrDefault(below => ConstraintLines.Of(below).Contains(constraint)) ?? at;
        var (file, place) = source.PlaceOf(line);
        if (line != at && ConstraintLines.Of(line).All(other => other == constraint))
        {
            Close(place);
            return;
        }

        place.Text = ConstraintLines.Without(place.Text, constraint);
        var condition = Conditions.Rewrite(line == at ? null : place.Condition, releases.WithoutAdded);
        var column = source.PlaceOf(at).Line.Indent + 2;
        var marked = TextUpdate.Marked(SchemaText.ConstraintLines(constraint, column), condition);
        file.InsertAfter(place, source.Rendered, [marked], releases);
    }

    private void Insert(IndentedLine at, IndentedLine after, IEnumerable<string> lines)
    {
        var column = source.PlaceOf(at).Line.Indent + 2;
        var (file, place) = source.PlaceOf(after);
        var marked = TextUpdate.Marked(lines.Select(line => new string(' ', column) + line), releases.OnlyAdded);
        file.InsertAfter(place, source.Rendered, [marked], releases);
    }

    private void Close(SourceLine line) => line.Condition = Conditions.Rewrite(line.Condition, releases.WithoutAdded);

    // The constraints of the same kind below a line; where there are none, all.
    private static IndentedLine[] Neighbours(IndentedLine at, string constraint)
    {
        var constraints = at.Below.Where(static line => SchemaNotation.NameOf(line).Length == 0).ToArray();
        var alike = constraints.Where(line => line.Text.Split(' ')[0] == constraint.Split(' ')[0]).ToArray();
        return alike.Length > 0 ? alike : constraints;
    }

    private static IndentedLine LastOf(IEnumerable<IndentedLine> lines, IndentedLine otherwise)
    {
        var last = lines.LastOrDefault();
        return last is null ? otherwise : LastOf(last.Below, last);
    }
}
