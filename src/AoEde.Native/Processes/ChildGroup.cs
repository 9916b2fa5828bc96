using System.Runtime.InteropServices;

namespace AoEde.Native.Processes;

/// <summary>
/// A program in a process group of its own, with our standard streams. Signals reach it and everything it has started, and nobody
/// else. If we are in the foreground of a terminal, the group takes our place there until it has ended, as a shell's jobs do, so
/// that Ctrl-C goes to it.
/// </summary>
public sealed class ChildGroup
{
    private const int Terminal = 0;
    private const int Continue = 18;
    private readonly bool _hasTerminal;

    private ChildGroup(int processId, bool hasTerminal)
    {
        ProcessId = processId;
        _hasTerminal = hasTerminal;
    }

    /// <summary>The program's process id, and its group's.</summary>
    public int ProcessId { get; }

    /// <summary>Whether anybody of the group is left.</summary>
    public bool HasMembers => LibC.Kill(-ProcessId, 0) == 0;

    /// <summary>Starts a program, looked for in PATH, with every signal at its default.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">What follows the name.</param>
    /// <param name="environment">The whole environment, <c>NAME=value</c>.</param>
    /// <exception cref="NativeException">ENOENT, EACCES and the like: it cannot be started.</exception>
    public static unsafe ChildGroup Start(string program, IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        byte* attributes = stackalloc byte[LibC.SpawnAttributesBytes];
        byte* signals = stackalloc byte[LibC.SignalSetBytes];
        var words = Texts([program, .. arguments]);
        var variables = Texts(environment);
        _ = LibC.SpawnAttributesInitialize(attributes);
        try
        {
            _ = LibC.SpawnAttributesSetFlags(attributes, LibC.POSIX_SPAWN_SETPGROUP | LibC.POSIX_SPAWN_SETSIGDEF | LibC.POSIX_SPAWN_SETSIGMASK);
            _ = LibC.SpawnAttributesSetGroup(attributes, 0);
            _ = LibC.SignalSetFill(signals);
            _ = LibC.SpawnAttributesSetDefaults(attributes, signals);
            _ = LibC.SignalSetEmpty(signals);
            _ = LibC.SpawnAttributesSetMask(attributes, signals);
            int process;
            fixed (nint* argv = words)
            fixed (nint* envp = variables)
            {
                int error = LibC.Spawn(&process, program, null, attributes, (byte**)argv, (byte**)envp);
                if (error != 0)
                    throw new NativeException($"start {program}", error);
            }

            return new ChildGroup(process, GiveTerminal(process));
        }
        finally
        {
            _ = LibC.SpawnAttributesDestroy(attributes);
            Free(words);
            Free(variables);
        }
    }

    /// <summary>
    /// Waits for the program to end; others of its group may go on. A program that is stopped (Ctrl-Z) is continued: a stopped reader
    /// would keep its freeze for ever.
    /// </summary>
    /// <returns>Its exit code; 128 and the signal's number when a signal ended it.</returns>
    public unsafe int Wait()
    {
        while (true)
        {
            int status;
            int found = LibC.WaitProcess(ProcessId, &status, LibC.WUNTRACED);
            if (found < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR)
                continue;
            NativeException.Check(found, $"wait for process {ProcessId}");
            if ((status & 0xff) == 0x7f)
            {
                Signal(Continue);
                continue;
            }

            if (_hasTerminal)
                SetForeground(LibC.OwnProcessGroup());
            return (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
        }
    }

    /// <summary>Sends a signal to everybody of the group; one that has ended gets none.</summary>
    /// <param name="signal">The signal's number on Linux.</param>
    public void Signal(int signal) => _ = LibC.Kill(-ProcessId, signal);

    private static bool GiveTerminal(int group)
    {
        if (LibC.ForegroundGroup(Terminal) != LibC.OwnProcessGroup())
            return false;
        SetForeground(group);

        // It may have asked for input before it had the terminal, and been stopped for that.
        _ = LibC.Kill(-group, Continue);
        return true;
    }

    // From the background this would stop us with SIGTTOU.
    private static unsafe void SetForeground(int group)
    {
        byte* signals = stackalloc byte[LibC.SignalSetBytes];
        byte* before = stackalloc byte[LibC.SignalSetBytes];
        _ = LibC.SignalSetEmpty(signals);
        _ = LibC.SignalSetAdd(signals, LibC.SIGTTOU);
        _ = LibC.ThreadSignalMask(LibC.SIG_BLOCK, signals, before);
        _ = LibC.SetForegroundGroup(Terminal, group);
        _ = LibC.ThreadSignalMask(LibC.SIG_SETMASK, before, null);
    }

    // Ends with a null, as execve(2) wants it.
    private static nint[] Texts(IReadOnlyList<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static void Free(nint[] texts)
    {
        foreach (nint text in texts)
            Marshal.FreeCoTaskMem(text);
    }
}
