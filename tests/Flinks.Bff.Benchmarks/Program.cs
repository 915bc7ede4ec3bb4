using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Flinks.Bff.Benchmarks.Load;
using Flinks.Bff.Benchmarks.Waiting;
using Flinks.Bff.Benchmarks.Yardsticks;

switch (args)
{
    case ["load", .. var rest]:
        return await LoadProgram.RunAsync(rest);
    case ["waiting", .. var rest]:
        return await WaitingProgram.RunAsync(rest);
    case ["yardstick", var kind, var root, var address]:
        await YardstickApp.RunAsync(kind, root, address);
        return 0;
    case ["hot", .. var rest]:
        // In this process: a project that the library makes up would be built by rules that are meant for ours.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkSwitcher.FromAssembly(typeof(LoadProgram).Assembly).Run([.. rest.DefaultIfEmpty("--filter=*")], DefaultConfig.Instance.AddJob(job));
        return 0;
    default:
        await Console.Error.WriteLineAsync($"hot [arguments of BenchmarkDotNet]\n{LoadOptions.Usage}\n{WaitingOptions.Usage}");
        return 64;
}
