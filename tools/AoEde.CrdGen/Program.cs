using AoEde.CrdGen;

// Writes config/crds and docs/reference/api.md below the folder given, which is the root of the repository.
if (args is not [var root] || !File.Exists(Path.Combine(root, "AoEde.sln")))
{
    Console.Error.WriteLine("usage: aoede-crdgen ROOT, where ROOT is the folder that holds AoEde.sln");
    return 2;
}

foreach (var (path, text) in GeneratedFiles.All())
{
    var file = Path.Combine(root, path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    var isNew = !File.Exists(file) || File.ReadAllText(file) != text;
    if (isNew)
        File.WriteAllText(file, text);
    Console.WriteLine($"{(isNew ? "wrote" : "same ")} {path}");
}

return 0;
