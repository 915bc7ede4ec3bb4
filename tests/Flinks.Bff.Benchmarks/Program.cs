using Flinks.Bff.Benchmarks.Load;
using Flinks.Bff.Benchmarks.Yardsticks;

switch (args)
{
    case ["yardstick", var kind, var root, var address]:
        await YardstickApp.RunAsync(kind, root, address);
        return 0;
    case ["load", .. var rest]:
        return await LoadProgram.RunAsync(rest);
    default:
        Console.Error.WriteLine(LoadOptions.Usage);
        return 64;
}
