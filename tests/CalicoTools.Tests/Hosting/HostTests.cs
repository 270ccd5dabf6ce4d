using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Hosting;

public sealed class HostTests
{
    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'boo'", 1)]
    [InlineData("Import-Module NoSuchModule", 1)]
    [InlineData("Import-Module NoSuchModule; 'fine'", 0)]
    public void A_command_ends_with_the_exit_code_of_pwsh(string command, int exitCode) =>
        Assert.Equal(exitCode, HostProcess.Run(["-Command", command]).ExitCode);

    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("Import-Module NoSuchModule", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'boo'", 1)]
    [InlineData("if (", 1)]
    public void A_script_ends_with_the_exit_code_of_pwsh(string script, int exitCode)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(exitCode, HostProcess.Run(["-File", folder.Write("script.ps1", script)]).ExitCode);
    }

    [Fact]
    public void A_script_gets_its_arguments_by_name_and_by_position()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write(
            "script.ps1", "param($Name, [switch]$Fast, $Second, $Third) \"$Name|$Fast|$Second|$Third|$PSScriptRoot\"");
        var result = HostProcess.Run([script, "-Fast", "-Name", "a b", "-Second:x", "last"]);
        Assert.Equal($"a b|True|x|last|{folder.Path}", result.Output.Trim());
    }

    [Fact]
    public void A_script_refuses_an_argument_it_does_not_know()
    {
        using var folder = new TemporaryFolder();
        var result = HostProcess.Run([folder.Write("script.ps1", "[CmdletBinding()] param() 'ran'"), "-Bogus", "x"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Bogus", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void A_script_that_does_not_exist_is_named() =>
        Assert.Contains("nowhere.ps1", HostProcess.Run(["nowhere.ps1"]).Error, StringComparison.Ordinal);

    [Fact]
    public void Output_and_errors_take_different_ways_and_have_no_colour_codes_when_redirected()
    {
        var result = HostProcess.Run(["-Command", "'out'; Import-Module NoSuchModule; throw 'boo'"]);
        Assert.Equal("out", result.Output.Trim());
        Assert.Contains("NoSuchModule", result.Error, StringComparison.Ordinal);
        Assert.Contains("boo", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
    }

    [Fact]
    public void Every_stream_is_shown_and_only_output_is_on_the_way_of_output()
    {
        var result = HostProcess.Run(["-Command", """
            function speak {
                [CmdletBinding()] param()
                $PSCmdlet.WriteWarning('careful')
                $PSCmdlet.WriteVerbose('because')
                $PSCmdlet.WriteDebug('inside')
                $PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'Working', '1 of 2'))
                $PSCmdlet.WriteInformation('by the way', [string[]]@())
                'out'
            }
            speak -Verbose -Debug -InformationAction Continue
            """]);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("out", result.Output.Split('\n').Select(static line => line.Trim()));
        Assert.Contains("WARNING: careful", result.Error, StringComparison.Ordinal);
        Assert.Contains("VERBOSE: because", result.Error, StringComparison.Ordinal);
        Assert.Contains("DEBUG: inside", result.Error, StringComparison.Ordinal);
        Assert.Contains("by the way", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_asked_for_and_a_secret_answer_is_not_shown()
    {
        var result = HostProcess.Run(
            ["-Command", """
                function ask { [CmdletBinding()] param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [securestring] $Key) "$Name $($Key.Length)" }
                ask
                $credential = $Host.UI.PromptForCredential('Sign in', 'Who are you?', '', '')
                "$($credential.UserName) $($credential.Password.Length)"
                """],
            "etcd1\nhunter2\nme\nhunter23\n");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("etcd1 7", result.Output, StringComparison.Ordinal);
        Assert.Contains("me 8", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_lines_are_run_one_after_another_until_exit()
    {
        var result = HostProcess.Run([], "$x = 'deep'\nif ($x) {\n\"so $x\"\n}\nthrow 'boo'\nexit 4\n'never'\n");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("so deep", result.Output, StringComparison.Ordinal);
        Assert.Contains("boo", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("never", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_command_shows_its_output_and_leaves_its_exit_code()
    {
        var result = HostProcess.Run(["-Command", "dotnet --version; \"code $LASTEXITCODE\""]);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\s+code 0\s*$", result.Output);
    }

    [Fact]
    public void Text_is_piped_into_a_native_command() => Assert.Equal(
        "11",
        HostProcess.Run(["-Command", """
            New-CalicoManifest -Datastore Etcd -Version v3.21.2 | ConvertTo-CalicoYaml |
                kubectl annotate --local -f - x=y -o name | ForEach-Object { $count++ } -End { $count }
            """]).Output.Trim());

    [Fact]
    public void A_nonsensical_line_shows_the_usage()
    {
        var result = HostProcess.Run(["-Bogus"]);
        Assert.Equal(64, result.ExitCode);
        Assert.Contains("usage:", result.Error, StringComparison.Ordinal);
    }
}
