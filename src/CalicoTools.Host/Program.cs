using CalicoTools.Host;

if (HostArguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(HostArguments.Usage);
    return 64;
}

using var terminal = new Terminal(Console.In, Console.Out, Console.Error);
using var session = HostSession.Create(terminal);
using var interrupts = new InterruptHandler(session);
return arguments switch
{
    { Command: { } command } => session.RunCommand(command),
    { File: { } file } => session.RunFile(file, arguments.FileArguments),
    _ => new InteractiveLoop(session, terminal).Run(),
};
