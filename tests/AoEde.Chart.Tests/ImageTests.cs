using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AoEde.Testing.Files;

namespace AoEde.Chart.Tests;

/// <summary>The parts of <c>make images</c>, without the programs: the archive's form, what is left out of .NET, the list of contents.</summary>
public sealed class ImageTests
{
    private static readonly string s_scripts = Path.Combine(Repository.Root, "build", "images");

    [Fact]
    public void Archive_OfTwoLayers_IsADockerArchiveWhoseDigestsHold()
    {
        using var folder = new TempFolder();
        var files = Archive(folder, "a.tar");

        var manifest = JsonNode.Parse(files["manifest.json"])![0]!;
        var config = JsonNode.Parse(files[manifest["Config"]!.GetValue<string>()])!;

        manifest["RepoTags"]!.AsArray().Select(tag => tag!.GetValue<string>()).ShouldBe(["localhost/aoede-operator:0.1.0"]);
        config["config"]!["User"]!.GetValue<string>().ShouldBe("65532:65532");
        config["config"]!["Entrypoint"]![0]!.GetValue<string>().ShouldBe("/app/one");
        var layers = manifest["Layers"]!.AsArray().Select(layer => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(files[layer!.GetValue<string>()]))}");
        layers.ShouldBe(config["rootfs"]!["diff_ids"]!.AsArray().Select(id => id!.GetValue<string>()));
    }

    [Fact]
    public void Archive_OfTheSameFolders_HasTheSameBytes()
    {
        using var folder = new TempFolder();
        Archive(folder, "a.tar");
        File.SetLastWriteTimeUtc(Path.Combine(folder["upper"], "app", "one"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Archive(folder, "b.tar");

        SHA256.HashData(File.ReadAllBytes(folder["a.tar"])).ShouldBe(SHA256.HashData(File.ReadAllBytes(folder["b.tar"])));
    }

    [Fact]
    public void Runtime_WithoutWhatIsNotNeeded_HasEveryFileThatItLists()
    {
        using var folder = new TempFolder();
        var dotnet = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        Ok(Command.Run("python3", Path.Combine(s_scripts, "runtime.py"), dotnet, folder["dotnet"]));

        foreach (var list in Directory.GetFiles(folder["dotnet"], "*.deps.json", SearchOption.AllDirectories))
        {
            var listed = JsonNode.Parse(File.ReadAllText(list))!["targets"]!.AsObject().SelectMany(target => target.Value!.AsObject())
                .SelectMany(library => new[] { "runtime", "native" }.SelectMany(kind => library.Value![kind]?.AsObject().Select(file => Path.GetFileName(file.Key)) ?? []));
            listed.Where(name => !File.Exists(Path.Combine(Path.GetDirectoryName(list)!, name))).ShouldBeEmpty();
        }

        Directory.GetFiles(folder["dotnet"], "Microsoft.AspNetCore.Mvc*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Contents_OfAnImage_NamePackagesWithTheirDigests()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["app"]);
        File.WriteAllText(folder["packages.tsv"], $"libc6\t2.36-9\tamd64\t{new string('a', 64)}\n");
        File.WriteAllText(folder["frameworks.tsv"], "Microsoft.NETCore.App\t10.0.12\n");
        File.WriteAllText(Path.Combine(folder["app"], "one.deps.json"), """{"libraries":{"one/0.1.0":{"type":"project"},"YamlDotNet/16.3.0":{"type":"package","sha512":"sha512-AAEC"}}}""");

        var result = Command.Run("python3", Path.Combine(s_scripts, "sbom.py"), "aoede-operator", "0.1.0", folder["packages.tsv"], folder["frameworks.tsv"], folder["app"]);
        Ok(result);
        var bom = JsonNode.Parse(result.Output)!;

        bom["bomFormat"]!.GetValue<string>().ShouldBe("CycloneDX");
        bom["components"]!.AsArray().Select(component => component!["purl"]!.GetValue<string>()).ShouldBe(
        [
            "pkg:deb/debian/libc6@2.36-9?arch=amd64",
            "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12",
            "pkg:nuget/YamlDotNet@16.3.0",
        ]);
        bom["components"]![2]!["hashes"]![0]!["content"]!.GetValue<string>().ShouldBe("000102");
    }

    [Theory, InlineData("operator", "65532:65532", "aoede-operator"), InlineData("agent", "0:0", "aoede-agent")]
    public void Dockerfile_OfAProgram_IsPinnedAndRunsAsTheChartSays(string image, string user, string program)
    {
        var file = File.ReadAllText(Path.Combine(s_scripts, image + ".Dockerfile"));

        foreach (Match from in Regex.Matches(file, @"^ARG (SDK|RUNTIME)=(.*)$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)))
            from.Groups[2].Value.ShouldMatch("@sha256:[0-9a-f]{64}$");
        Regex.Matches(file, "^FROM .*", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Select(from => from.Value)
            .ShouldBe(["FROM --platform=$BUILDPLATFORM ${SDK} AS build", "FROM ${RUNTIME}"]);
        file.ShouldContain($"USER {user}\n");
        file.ShouldContain($"ENTRYPOINT [\"/app/{program}\"]");
    }

    private static Dictionary<string, byte[]> Archive(TempFolder folder, string name)
    {
        Directory.CreateDirectory(Path.Combine(folder["lower"], "etc"));
        Directory.CreateDirectory(Path.Combine(folder["upper"], "app"));
        File.WriteAllText(Path.Combine(folder["lower"], "etc", "passwd"), "root:x:0:0::/:\n");
        if (!File.Exists(Path.Combine(folder["upper"], "app", "one")))
            File.WriteAllText(Path.Combine(folder["upper"], "app", "one"), "1");
        Ok(Command.Run(
            "python3", Path.Combine(s_scripts, "archive.py"), "--name", "localhost/aoede-operator:0.1.0", "--arch", "amd64", "--user", "65532:65532",
            "--entrypoint", "/app/one", "--version", "0.1.0", "--output", folder[name], folder["lower"], folder["upper"]));

        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var reader = new TarReader(File.OpenRead(folder[name]));
        while (reader.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files[entry.Name] = content.ToArray();
        }

        return files;
    }

    private static void Ok(Command.Result result) => result.ExitCode.ShouldBe(0, result.Errors);
}
