using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AoEde.Native.Tests.Layout;

/// <summary>Asks the C compiler what the installed headers say.</summary>
internal static class CompiledHeaders
{
    private const string Compiler = "gcc";

    public static bool HasCompiler { get; } = CanRun(Compiler, "--version");

    /// <summary>Linux' own headers (package linux-libc-dev on Debian).</summary>
    public static bool HasHeaders { get; } = File.Exists("/usr/include/linux/if_packet.h");

    /// <summary>Compiles and runs a program that prints each question's C expression; the answers by question.</summary>
    public static IReadOnlyDictionary<string, long> Ask(LayoutTable table)
    {
        var folder = Directory.CreateTempSubdirectory("aoede-layout-");
        try
        {
            var source = Path.Combine(folder.FullName, "layout.c");
            var program = Path.Combine(folder.FullName, "layout");
            File.WriteAllText(source, Program(table));
            Run(Compiler, "-o", program, source);
            return Run(program)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t'))
                .ToDictionary(parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static string SizeQuestion(MirroredStruct mirrored) => $"sizeof({mirrored.CType})";

    public static string OffsetQuestion(MirroredStruct mirrored, string member) => $"offsetof({mirrored.CType}, {member})";

    private static string Program(LayoutTable table)
    {
        var text = new StringBuilder("#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdio.h>\n");
        foreach (var header in table.Headers)
            text.Append(CultureInfo.InvariantCulture, $"#include <{header}>\n");
        text.Append("#define ASK(x) printf(\"%s\\t%lld\\n\", text, (long long)(x))\nint main(void) {\nconst char *text;\n");
        foreach (var mirrored in table.Structs)
        {
            Ask(text, SizeQuestion(mirrored));
            foreach (var (_, member) in mirrored.Fields)
                Ask(text, OffsetQuestion(mirrored, member));
        }

        foreach (var constant in table.Constants)
        {
            if (constant.OnlyIfDefined)
                text.Append(CultureInfo.InvariantCulture, $"#ifdef {constant.CExpression}\n");
            Ask(text, constant.CExpression);
            if (constant.OnlyIfDefined)
                text.Append("#endif\n");
        }

        return text.Append("return 0;\n}\n").ToString();
    }

    private static void Ask(StringBuilder text, string expression) =>
        text.Append(CultureInfo.InvariantCulture, $"text = \"{expression}\"; ASK({expression});\n");

    private static bool CanRun(string program, string argument)
    {
        try
        {
            Run(program, argument);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} failed: {errors.GetAwaiter().GetResult()}");
    }
}
