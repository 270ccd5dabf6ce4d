using CalicoTools.Core.Tests.Data;
using CalicoTools.Releases;
using CalicoTools.Releases.Adding;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

public sealed class AddReleaseTests
{
    private static readonly string s_images = File.ReadAllText(Repository.At("src", "CalicoTools.Core", "Releases", "images.txt"));

    [OfficialTheory]
    [InlineData("v3.32.1")]
    [InlineData("v3.30.7")]
    [InlineData("v3.24.6")]
    public void A_release_taken_out_of_the_sources_and_added_from_its_official_files_is_as_it_was(string number)
    {
        var release = ReleaseNumber.Parse(number);
        using var checkout = new SourceCheckout();
        checkout.TakeOut(release);

        var added = ReleaseUpdate.Add(checkout.Path, [OfficialFolder(number)], ReleaseCatalogue.Find(number).Date, release);

        Assert.Empty(added.Unequal);
        Assert.All(SourceCheckout.OriginalFiles, file => Assert.Equal(Text(Repository.At(file)), Text(Path.Combine(checkout.Path, file))));
    }

    [OfficialTheory]
    [InlineData("v3.32.1", "v3.32.0", "v3.32.1")]
    [InlineData("v3.32.1", "v3.31.0", "v3.32.1")]
    [InlineData("v3.30.7", "v3.29.0", "v3.32.1")]
    [InlineData("v3.30.7", "v3.29.0", "v3.30.7")]
    [InlineData("v3.28.5", "v3.25.0", "v3.32.1")]
    [InlineData("v3.28.5", "v3.25.0", "v3.28.5")]
    [InlineData("v3.26.5", "v3.24.0", "v3.26.5")]
    [InlineData("v3.24.6", "v3.22.5", "v3.24.6")]
    public void A_release_far_from_the_one_before_it_is_added_and_no_other_changes(string number, string firstTaken, string lastTaken)
    {
        var release = ReleaseCatalogue.Find(number);
        var taken = ReleaseCatalogue.Releases
            .Where(other => other.Number >= ReleaseNumber.Parse(firstTaken) && other.Number <= ReleaseNumber.Parse(lastTaken)).ToArray();
        using var checkout = new SourceCheckout();
        checkout.TakeOut([.. taken.Select(static other => other.Number)]);

        var added = ReleaseUpdate.Add(checkout.Path, [OfficialFolder(number)], release.Date, release.Number);

        Assert.Empty(added.Unequal);
        Assert.All(ReleaseCatalogue.Releases.Except(taken).Append(release), other => Assert.All(PublishedManifest.All, published =>
            Assert.Equal(ObjectHashes.Of(published.File, other).Order(), checkout.Objects(published, other).Order())));
        Assert.Equal(
            SourceCheckout.FactsIn(s_images, release.Number).Order(StringComparer.Ordinal),
            checkout.Facts("images.txt", release.Number).Order(StringComparer.Ordinal));
    }

    [OfficialFact]
    public void The_branch_of_a_coming_release_is_added_as_its_first()
    {
        using var checkout = new SourceCheckout();

        var added = ReleaseUpdate.Add(checkout.Path, [OfficialFolder("release-v3.33")], new DateOnly(2026, 12, 1));

        Assert.Empty(added.Unequal);
        Assert.Equal(("v3.33.0", "release-v3.33"), (added.Release.ToString(), added.Release.ImageTag));
        Assert.Contains("tag release-v3.33", checkout.Facts("images.txt", added.Release.Number));
        Assert.All(ReleaseCatalogue.Releases, other => Assert.All(PublishedManifest.All, published =>
            Assert.Equal(ObjectHashes.Of(published.File, other).Order(), checkout.Objects(published, other).Order())));
    }

    [OfficialTheory]
    [InlineData("2026-06-24", "v3.32.1", 0, "v3.32.1 is added")]
    [InlineData("24.6.2026", "v3.32.1", 2, "is no day such as 2026-06-24. Nothing was changed.")]
    [InlineData("2026-06-24", "v3.30.7", 2, "Nothing was changed.")]
    public void The_program_tells_what_it_changed_or_why_nothing(string date, string official, int exitCode, string message)
    {
        using var checkout = new SourceCheckout();
        checkout.TakeOut(ReleaseNumber.Parse("v3.32.1"));
        var result = ExternalProgram.Try(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "CalicoTools.Releases.dll"), checkout.Path, date, OfficialFolder(official)]);
        Assert.True(exitCode == result.ExitCode, result.Output + result.Error);
        Assert.Contains(message, result.Output + result.Error, StringComparison.Ordinal);
    }

    [OfficialFact]
    public void What_a_release_brings_takes_away_and_changes_is_added()
    {
        using var checkout = new SourceCheckout();
        using var files = new TemporaryFolder();
        foreach (var file in OfficialManifest.AllFiles)
        {
            files.Write(file, Changed(File.ReadAllText(ReferenceFolder.Manifest("v3.32.1", file))));
        }

        var added = ReleaseUpdate.Add(checkout.Path, [files.Path], new DateOnly(2026, 12, 1));

        Assert.Empty(added.Unequal);
        Assert.Equal(("v3.33.0", "v3.32.1"), (added.Release.ToString(), added.Neighbour.ToString()));
        Assert.All(PublishedManifest.All, published =>
        {
            var newest = ReleaseCatalogue.Newest;
            Assert.Equal(ObjectHashes.Of(published.File, newest).Order(), checkout.Objects(published, newest).Order());
            var names = checkout.Objects(published, added.Release).Select(static read => read.Name).ToArray();
            Assert.Contains("calico-new", names);
            Assert.DoesNotContain("calico-tier-getter", names);
            Assert.Equal(published.Datastore == CalicoDatastore.Kubernetes, names.Contains("news.crd.projectcalico.org"));
        });
        (string File, string Line)[] expected =
        [
            ("Manifests/BuiltIn/Source/role-calico-new.yaml", "apiGroups: {calico-groups}\n"),
            ("Manifests/BuiltIn/Source/daemonset-calico-node.yaml", "- name: NEW_IN_THE_MIDDLE  #@ v3.33.0..\n"),
            ("Releases/images.txt", "init wait-for-it node  #@ v3.33.0..\n"),
            ("Releases/images.txt", "image example.org/sidecar:v1 Canal  #@ v3.33.0..\n"),
            ("Manifests/Official/sha256.txt", "  v3.33.0/canal.yaml\n"),
        ];
        Assert.All(expected, pair =>
            Assert.Contains(pair.Line, checkout.Text($"src/CalicoTools.Core/{pair.File}"), StringComparison.Ordinal));
        Assert.Contains(added.LeftToDo(), static line => line.Contains("kubernetes.txt: the versions", StringComparison.Ordinal));
    }

    [OfficialFact]
    public void A_release_whose_manifests_name_the_images_of_another_is_added_under_its_own_number()
    {
        using var checkout = new SourceCheckout();
        var added = ReleaseUpdate.Add(checkout.Path, [OfficialFolder("v3.32.1")], new DateOnly(2026, 12, 1), new ReleaseNumber(3, 32, 2));
        Assert.Empty(added.Unequal);
        Assert.Contains("tag v3.32.1", checkout.Facts("images.txt", new ReleaseNumber(3, 32, 2)));
        Assert.DoesNotContain(added.Changed, static file => file.EndsWith(".yaml", StringComparison.Ordinal));
    }

    [OfficialFact]
    public void One_manifest_alone_is_added_and_what_is_missing_is_told()
    {
        using var checkout = new SourceCheckout();
        var release = ReleaseNumber.Parse("v3.32.1");
        checkout.TakeOut(release);
        var added = ReleaseUpdate.Add(
            checkout.Path, [ReferenceFolder.Manifest("v3.32.1", "calico.yaml")], ReleaseCatalogue.Newest.Date);
        Assert.Empty(added.Unequal);
        Assert.Contains(added.LeftToDo(), static line => line.StartsWith("calico-etcd.yaml, calico-typha.yaml", StringComparison.Ordinal));
    }

    public static TheoryData<string, string[], string> WrongInput => new()
    {
        { "v3.32.1 is built in already", ["v3.32.1/calico.yaml"], "" },
        { "are not of one release", ["v3.32.1/calico.yaml", "v3.30.7/calico-etcd.yaml"], "" },
        { "These are both calico.yaml", ["v3.32.1/calico.yaml", "v3.32.1/calico.yaml"], "v3.33.0" },
        { "is not a manifest of Calico", ["pod.yaml"], "" },
        { "names none", ["master.yaml"], "" },
        { "is in", ["v3.32.1/.."], "" },
        { "is not valid YAML", ["broken.yaml"], "" },
        { "absent.yaml", ["absent.yaml"], "" },
    };

    [OfficialTheory]
    [MemberData(nameof(WrongInput))]
    public void Wrong_input_is_refused_and_nothing_changed(string message, string[] files, string number)
    {
        using var checkout = new SourceCheckout();
        using var own = new TemporaryFolder();
        own.Write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n");
        own.Write("broken.yaml", "apiVersion: v1\n  kind: [\n");
        own.Write("master.yaml", File.ReadAllText(ReferenceFolder.Manifest("v3.32.1", "calico.yaml"))
            .Replace(":v3.32.1", ":master", StringComparison.Ordinal));
        var paths = files.Select(
            file => file.StartsWith('v') ? ReferenceFolder.Manifest(file.Split('/')[0], file.Split('/')[1]) : own[file]);

        var error = Assert.ThrowsAny<Exception>(() => ReleaseUpdate.Add(
            checkout.Path, paths, new DateOnly(2026, 12, 1), number.Length == 0 ? null : ReleaseNumber.Parse(number)));

        Assert.True(error is FormatException or CalicoToolsException or IOException, error.ToString());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.All(SourceCheckout.OriginalFiles, file => Assert.Equal(File.ReadAllText(Repository.At(file)), checkout.Text(file)));
    }

    private static string OfficialFolder(string number) => Path.GetDirectoryName(ReferenceFolder.Manifest(number, "calico.yaml"))!;

    // The order of the hashes is of no account, nor how far what stands behind a line is from it.
    private static string Text(string file) => Path.GetFileName(file) switch
    {
        "object-hashes.tsv" => string.Join('\n', File.ReadLines(file).Order(StringComparer.Ordinal)),
        "images.txt" => string.Join(
            '\n', File.ReadLines(file).Select(static line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))),
        _ => File.ReadAllText(file),
    };

    // A new object, definition, variable in the middle, init container and image; a role and its binding less.
    private static string Changed(string manifest)
    {
        const string role = """
            ---
            kind: Role
            apiVersion: rbac.authorization.k8s.io/v1
            metadata:
              name: calico-new
              namespace: kube-system
            rules:
              - apiGroups: ["projectcalico.org", "crd.projectcalico.org"]
                resources:
                  - news
                verbs:
                  - get

            """;
        const string definition = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: news.crd.projectcalico.org
            spec:
              group: crd.projectcalico.org
              names:
                kind: New
                listKind: NewList
                plural: news
                singular: new
              scope: Cluster
              versions:
                - name: v1
                  schema:
                    openAPIV3Schema:
                      description: New.
                      properties:
                        apiVersion:
                          type: string
                        kind:
                          type: string
                        metadata:
                          type: object
                        spec:
                          properties:
                            names:
                              items:
                                maxLength: 9
                                pattern: ^[a-z]{1,9}$
                                type: string
                              type: array
                              x-kubernetes-list-type: set
                            port:
                              format: int32
                              maximum: 65535
                              minimum: 1
                              type: integer
                          required:
                            - port
                          type: object
                      type: object
                  served: true
                  storage: true
            """;
        (string Before, string Added)[] inserted =
        [
            ("            - name: FELIX_DEF", "            - name: NEW_IN_THE_MIDDLE\n              value: \"1\"\n"),
            ("      containers:\n        # Runs ", "        - name: wait-for-it\n          image: quay.io/calico/node:v3.33.0\n"),
            ("        - name: kube-flannel\n", "        - name: sidecar\n          image: example.org/sidecar:v1\n"),
        ];
        var documents = inserted
            .Aggregate(
                manifest.Replace("v3.32.1", "v3.33.0", StringComparison.Ordinal),
                static (text, line) => text.Replace(line.Before, line.Added + line.Before, StringComparison.Ordinal))
            .TrimEnd()
            .Split("\n---\n")
            .Where(static document => !document.Contains("name: calico-tier-getter", StringComparison.Ordinal))
            .ToList();
        var last = documents.FindLastIndex(
            static document => document.Contains("kind: CustomResourceDefinition", StringComparison.Ordinal));
        documents.InsertRange(last + 1, last < 0 ? [] : [definition]);
        return $"{string.Join("\n---\n", documents)}\n{role}";
    }
}
