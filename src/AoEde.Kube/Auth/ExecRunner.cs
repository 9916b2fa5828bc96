using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Kube.Config;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Auth;

/// <summary>Runs a program for credentials: no terminal, one minute, its complaints go to the log.</summary>
internal static class ExecRunner
{
    private const int MostComplaint = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it.</summary>
    /// <exception cref="KubeConfigException">It cannot be started, failed, took too long, or said what is no credential.</exception>
    public static async Task<ExecCredentialStatus> RunAsync(
        ExecCommand command, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var process = Start(command);
        try
        {
            process.StandardInput.Close();
            var said = process.StandardOutput.ReadToEndAsync(either.Token);
            var complained = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return Judge(command, process.ExitCode, await said, await complained, logger);
        }
        catch (OperationCanceledException slip) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KubeConfigException($"{command.Command}: did not finish within {Patience.TotalSeconds} s; run it by hand to see what it waits for", slip);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ExecCommand command)
    {
        var start = new ProcessStartInfo(command.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Variables)
            start.Environment[name] = value;
        start.Environment["KUBERNETES_EXEC_INFO"] = Question(command);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception slip)
        {
            var hint = command.InstallHint is { } text ? $"; {text}" : "; install it, or correct users[].user.exec.command";
            throw new KubeConfigException($"{command.Command}: cannot be started: {slip.Message}{hint}", slip);
        }
    }

    private static string Question(ExecCommand command)
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (command.Cluster is { } cluster)
            spec["cluster"] = cluster.DeepClone();
        return new JsonObject { ["apiVersion"] = command.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }

    private static ExecCredentialStatus Judge(ExecCommand command, int exitCode, string said, string complained, ILogger logger)
    {
        var complaint = complained.Trim();
        complaint = complaint.Length > MostComplaint ? complaint[..MostComplaint] : complaint;
        if (exitCode != 0)
            throw new KubeConfigException($"{command.Command}: ended with status {exitCode}: {complaint}; run it by hand");
        if (complaint.Length > 0)
            AuthLog.ExecSaid(logger, command.Command, complaint);
        ExecCredential? answer;
        try
        {
            answer = JsonSerializer.Deserialize(said, ExecCredentialJson.Default.ExecCredential);
        }
        catch (JsonException slip)
        {
            // Not what it said: that may be a secret.
            throw new KubeConfigException($"{command.Command}: what it printed is not an ExecCredential: not JSON near line {slip.LineNumber + 1}", slip);
        }
        if (answer is not { Kind: "ExecCredential" } || answer.ApiVersion != command.ApiVersion)
            throw new KubeConfigException(
                $"{command.Command}: printed {answer?.ApiVersion}/{answer?.Kind}, but {command.ApiVersion}/ExecCredential was asked for; correct users[].user.exec.apiVersion");
        return answer.Status is { } status && (status.Token is { Length: > 0 } || status is { ClientCertificateData: not null, ClientKeyData: not null })
            ? status
            : throw new KubeConfigException($"{command.Command}: printed an ExecCredential with neither a token nor a certificate and key");
    }
}
