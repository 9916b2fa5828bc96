using System.Net;

namespace AoEde.NodeAgent.Commands;

/// <summary>The words of a serve line.</summary>
/// <param name="Manifests">File or folder of manifests.</param>
/// <param name="StateDirectory">Folder that outlives the process.</param>
/// <param name="RunDirectory">Folder of the status files and the control socket.</param>
/// <param name="Policy">Policy file, or null.</param>
/// <param name="Listen">Where probes and metrics are answered; null for nowhere.</param>
/// <param name="Log">How log lines look.</param>
/// <param name="Pumps">How many pumps each interface gets.</param>
internal sealed record ServeArguments(
    string Manifests, string StateDirectory, string RunDirectory, string? Policy, EndPoint? Listen = null, LogFormat Log = LogFormat.Text,
    int Pumps = 1);
