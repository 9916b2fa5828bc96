namespace AoEde.Engine.Safety;

/// <summary>May this file be exported like that? Pure; the first refusal in the order below is the answer.</summary>
internal static class FileRules
{
    public static Refusal? Check(FileFacts file, DeviceRequest request, HostPolicy policy) =>
        CheckDirectory(file, request, policy)
        ?? CheckKind(file, request)
        ?? CheckLinks(file, request, policy)
        ?? CheckIdentity(file, request)
        ?? CheckUse(file, request, policy)
        ?? CheckWritable(file, request)
        ?? WindowRules.Check(SizeOf(file, request), request);

    /// <summary>Before anything else, so that a target cannot be used to find out which files exist elsewhere.</summary>
    private static Refusal? CheckDirectory(FileFacts file, DeviceRequest request, HostPolicy policy)
    {
        foreach (var directory in policy.AllowedFileDirectories)
        {
            if (IsInside(file.ResolvedPath, directory)) return null;
        }

        var allowed = policy.AllowedFileDirectories;
        var leads = file.ResolvedPath == request.Path ? "" : $" leads to {file.ResolvedPath}, which";
        return new Refusal(
            RefusalReasons.NotAllowed,
            $"{request.Path}{leads} is in none of the host policy's allowedFileDirectories "
            + $"({(allowed.Count == 0 ? "none" : string.Join(", ", allowed))}). Move the file or extend the policy.");
    }

    private static Refusal? CheckKind(FileFacts file, DeviceRequest request) => file.Kind switch
    {
        NodeKind.RegularFile => null,
        NodeKind.Missing when !file.HasDirectory => new Refusal(
            RefusalReasons.NotFound,
            $"The directory of {request.Path} does not exist. Create it, or correct the path."),
        NodeKind.Missing when request.Backing.CreateBytes is null => new Refusal(
            RefusalReasons.NotFound,
            $"There is no file {request.Path}. Correct the path, or create the file first (a manifest may give backing.file.size)."),
        NodeKind.Missing => null,
        NodeKind.BlockDevice => new Refusal(
            RefusalReasons.NotFound,
            $"{request.Path} is a block device, not a regular file. Name it as backing.device."),
        _ => new Refusal(
            RefusalReasons.NotFound,
            $"{request.Path} is {NodeKinds.Phrase(file.Kind)}, not a regular file. Correct the path."),
    };

    /// <summary>A second name may lie outside the allowed directories, and its reader expects a file that nobody rewrites.</summary>
    private static Refusal? CheckLinks(FileFacts file, DeviceRequest request, HostPolicy policy) =>
        file.Links <= 1 || policy.AllowedFileDirectories.Contains("/", StringComparer.Ordinal) ? null : new Refusal(
            RefusalReasons.NotAllowed,
            $"{request.Path} has {file.Links} hard links, of which some may lie outside the allowed directories. Export a copy of it.");

    private static Refusal? CheckIdentity(FileFacts file, DeviceRequest request)
    {
        if (request.Backing.ExpectSerial is not null || request.Backing.ExpectWwn is not null)
        {
            return new Refusal(
                RefusalReasons.IdentityMismatch,
                $"{request.Path} is a file and has neither serial nor wwn. Remove these pins.");
        }

        return IdentityRules.CheckSize(SizeOf(file, request), request);
    }

    private static Refusal? CheckUse(FileFacts file, DeviceRequest request, HostPolicy policy)
    {
        if (file.IsSwap)
            return new Refusal(RefusalReasons.InUse, $"{request.Path} is in use as swap. Run swapoff on it first.");

        foreach (var loop in file.Loops)
        {
            foreach (var use in loop.Uses)
            {
                if (use.Kind == UseKind.Mount && UseRules.MountsAreFine(request, policy)) continue;
                var what = use.On == loop.Name ? $"{loop.Name}, which" : $"{loop.Name}, whose partition {use.On}";
                return new Refusal(
                    RefusalReasons.InUse,
                    $"{request.Path} is bound to {what} is {use.By}. Release the loop device (losetup -d) first.");
            }
        }

        return null;
    }

    private static Refusal? CheckWritable(FileFacts file, DeviceRequest request) =>
        request.ReadOnly || !file.IsOnReadOnlyFileSystem ? null : new Refusal(
            RefusalReasons.WriteProtected,
            $"{request.Path} is on a file system that is mounted read-only. Set readOnly: true, or remount it writable.");

    private static long SizeOf(FileFacts file, DeviceRequest request) =>
        file.Kind == NodeKind.Missing ? request.Backing.CreateBytes ?? 0 : file.SizeBytes;

    private static bool IsInside(string path, string directory)
    {
        var prefix = directory.EndsWith('/') ? directory : directory + "/";
        return path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal);
    }
}
