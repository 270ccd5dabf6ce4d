namespace CalicoTools;

/// <summary>What the engine tells while it works. Safe to call from any thread; never given key material.</summary>
public interface ICommandLog
{
    /// <summary>Explains a decision.</summary>
    /// <param name="message">What was decided, and why.</param>
    void Verbose(string message);

    /// <summary>Warns of something the user did not ask for.</summary>
    /// <param name="message">What happened instead, and what to do about it.</param>
    void Warning(string message);

    /// <summary>Shows how far long work has come.</summary>
    /// <param name="activity">What is being done.</param>
    /// <param name="done">How many parts are done.</param>
    /// <param name="total">How many parts there are.</param>
    void Progress(string activity, int done, int total);
}
