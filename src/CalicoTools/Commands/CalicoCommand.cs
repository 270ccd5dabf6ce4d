using System.Collections.Concurrent;
using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Cluster.Connection;
using CalicoTools.Errors;

namespace CalicoTools.Commands;

/// <summary>
/// Base of all cmdlets: turns the engine's errors into error records, runs long work off the pipeline thread while
/// its messages are shown on it, stops on Ctrl-C, and resolves paths through the session's provider.
/// </summary>
public abstract class CalicoCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Allows this module's cmdlets only to derive.</summary>
    private protected CalicoCommand()
    {
    }

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopRequested => _stopping.Token;

    /// <summary>Makes the session's paths the file system's.</summary>
    private protected PathResolver Paths => new(SessionState.Path);

    /// <summary>Takes manifests, and files that stand for them.</summary>
    private protected ManifestInputs Manifests => field ??= new(Paths, ForItem, StopRequested);

    /// <summary>Releases what the cmdlet holds.</summary>
    public void Dispose()
    {
        Release();
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(Begin, terminating: true);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(Process, terminating: false);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(End, terminating: true);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stopping.Cancel();

    /// <summary>Writes a verbose message as it may be shown.</summary>
    /// <param name="text">The message, with whatever it quotes.</param>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(DisplayText.Of(text));

    /// <summary>Writes a warning as it may be shown.</summary>
    /// <param name="text">The warning, with whatever it quotes.</param>
    private protected new void WriteWarning(string text) => base.WriteWarning(DisplayText.Of(text));

    /// <summary>Asks whether something is to be done, in words that may be shown.</summary>
    /// <param name="target">What it is done to.</param>
    /// <param name="action">What is done.</param>
    /// <returns>The user's answer, or what -WhatIf, -Confirm and the preferences say.</returns>
    private protected new bool ShouldProcess(string target, string action) =>
        base.ShouldProcess(DisplayText.Of(target), DisplayText.Of(action));

    /// <summary>Asks whether something is to be done, in a sentence of its own that may be shown.</summary>
    /// <param name="description">What is done, for -WhatIf.</param>
    /// <param name="question">The question.</param>
    /// <param name="reason">Why it is not to be done.</param>
    /// <returns>The user's answer, or what -WhatIf, -Confirm and the preferences say.</returns>
    private protected bool ShouldProcess(string description, string question, out ShouldProcessReason reason) =>
        base.ShouldProcess(DisplayText.Of(description), DisplayText.Of(question), MyInvocation.MyCommand.Name, out reason);

    /// <summary>Asks again where something is lost for good, unless -Confirm:$false was said; in words that may be shown.</summary>
    /// <param name="loss">What is lost.</param>
    /// <param name="question">The question.</param>
    /// <returns>Whether it may be done.</returns>
    private protected new bool ShouldContinue(string loss, string question)
    {
        var (yesToAll, noToAll) = (false, false);
        return (MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && confirm is SwitchParameter { IsPresent: false })
            || base.ShouldContinue(DisplayText.Of(loss), DisplayText.Of(question), hasSecurityImpact: true, ref yesToAll, ref noToAll);
    }

    /// <summary>Work before any input; an error ends the command.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Work on one input; an error is reported for that input and the command goes on.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>Work after all input; an error ends the command.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>Lets go of what the command holds, however it ended.</summary>
    private protected virtual void Release()
    {
    }

    /// <summary>The texts of an argument. A null among them is an empty text, as it is where PowerShell converts it.</summary>
    /// <param name="values">The argument.</param>
    /// <returns>The texts; null when nothing is given.</returns>
    private protected static string[]? Texts(string?[]? values) => values is null ? null : [.. values.Select(static value => value ?? "")];

    /// <summary>Does the work of one input among several, reporting its error without ending the others.</summary>
    /// <param name="work">The work.</param>
    private protected void ForItem(Action work) => Run(work, terminating: false);

    /// <summary>
    /// Runs work off the pipeline thread, shows what it tells on it, and returns at once when the user stops the pipeline.
    /// </summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">The work; it is given a log that may be used from any thread.</param>
    /// <returns>What the work gave.</returns>
    private protected T Await<T>(Func<ICommandLog, CancellationToken, Task<T>> work)
    {
        using var messages = new BlockingCollection<Action<CalicoCommand>>();
        var log = new PipelineLog(messages);
        var task = Task.Run(() => work(log, StopRequested), StopRequested);
        _ = task.ContinueWith(
            static (_, queue) => ((BlockingCollection<Action<CalicoCommand>>)queue!).CompleteAdding(),
            messages,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        foreach (var show in messages.GetConsumingEnumerable(StopRequested))
        {
            show(this);
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>What the user says of the cluster, with the session's paths made the file system's.</summary>
    /// <param name="kubeConfig">The kubeconfig file; null for the usual ones.</param>
    /// <param name="context">The context; null for the current one.</param>
    private protected ConnectionOptions ConnectionTo(string? kubeConfig, string? context) =>
        new() { KubeConfig = kubeConfig is null ? null : Paths.Named(kubeConfig), Context = context };

    private void Run(Action work, bool terminating)
    {
        try
        {
            work();
        }
        catch (CalicoToolsException error)
        {
            Report(error, terminating);
        }
        catch (WildcardPatternException error)
        {
            Report(PathErrors.WildcardInvalid(error), terminating);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Report(CalicoToolsException error, bool terminating)
    {
        var record = EngineErrors.ToErrorRecord(error);
        if (terminating)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    private sealed class PipelineLog(BlockingCollection<Action<CalicoCommand>> messages) : ICommandLog
    {
        public void Verbose(string message) => messages.Add(cmdlet => cmdlet.WriteVerbose(message));

        public void Warning(string message) => messages.Add(cmdlet => cmdlet.WriteWarning(message));

        public void Progress(string activity, int done, int total) => messages.Add(cmdlet => cmdlet.WriteProgress(
            new ProgressRecord(0, DisplayText.Of(activity), $"{done} of {total}")
            {
                PercentComplete = done * 100 / total,
                RecordType = done == total ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            }));
    }
}
