using System.Runtime.CompilerServices;

// Everything that crosses the border is blittable: no hidden copies, no marshalling stubs that allocate.
[assembly: DisableRuntimeMarshalling]
