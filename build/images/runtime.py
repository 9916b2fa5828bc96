"""runtime.py DOTNET TARGET: copies the newest .NET and ASP.NET runtime of this machine, without what AoEde never loads.

Prints one line for each framework: name, version. What is left out is also taken out of the frameworks' own lists, since the host refuses
to start when a file of the list is missing.
"""

import fnmatch
import json
import pathlib
import shutil
import sys

# Debuggers, tracing and second garbage collectors; other languages; and the parts of ASP.NET that make web pages.
LEFT_OUT = {
    "Microsoft.NETCore.App": [
        "createdump", "libmscordaccore.so", "libmscordbi.so", "libcoreclrtraceptprovider.so", "libclrgc.so", "libclrgcexp.so",
        "Microsoft.VisualBasic*.dll", "Microsoft.DiaSymReader*",
    ],
    "Microsoft.AspNetCore.App": [
        "Microsoft.AspNetCore.Components*", "Microsoft.AspNetCore.Mvc*", "Microsoft.AspNetCore.Razor*", "Microsoft.AspNetCore.SignalR*",
        "Microsoft.AspNetCore.Identity*", "Microsoft.AspNetCore.Server.IIS*", "Microsoft.AspNetCore.Server.HttpSys*", "Microsoft.JSInterop*",
        "Microsoft.AspNetCore.Authentication.[BCO]*", "Microsoft.AspNetCore.Http.Connections*", "Microsoft.Extensions.Identity*",
        "Microsoft.AspNetCore.Server.Kestrel.Transport.NamedPipes*",
    ],
}


def version(path):
    return [int(part) if part.isdigit() else -1 for part in path.name.replace("-", ".").split(".")]


def newest(folder):
    return max((path for path in folder.iterdir() if path.is_dir()), key=version)


def left_out(framework, name):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in LEFT_OUT[framework])


def copy_framework(source, target, framework):
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.name.endswith(".deps.json"):
            listed = json.loads(path.read_text())
            for assets in listed["targets"].values():
                for library in assets.values():
                    for kind in ("runtime", "native"):
                        for name in [name for name in library.get(kind, {}) if left_out(framework, name.rpartition("/")[2])]:
                            del library[kind][name]
            (target / path.name).write_text(json.dumps(listed, indent=2) + "\n")
        elif not left_out(framework, path.name):
            shutil.copy2(path, target / path.name)


def main():
    dotnet, target = map(pathlib.Path, sys.argv[1:])
    host = newest(dotnet / "host" / "fxr")
    shutil.copytree(host, target / "host" / "fxr" / host.name)
    for framework in LEFT_OUT:
        source = newest(dotnet / "shared" / framework)
        copy_framework(source, target / "shared" / framework / source.name, framework)
        print(framework, source.name, sep="\t")
    for name in ("LICENSE.txt", "ThirdPartyNotices.txt"):
        shutil.copy2(dotnet / name, target / name)


main()
