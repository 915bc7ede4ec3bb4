using System.Globalization;
using Flinks.Bff;
using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Platform.Health;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;

// What we write is for machines, wherever we run.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

if (args is ["health", ..])
{
    return await HealthCommand.RunAsync();
}

return await Startup.RunAsync(async () =>
{
    var builder = BffApplication.CreateBuilder(args);
    if (args is [DoctorCommand.Word, ..])
    {
        DoctorCommand.Quieten(builder.Configuration);
    }

    BffApplication.ConfigureServices(builder);

    await using var app = builder.Build();
    BffApplication.Configure(app);
    if (args is ["migrate", ..])
    {
        await app.Services.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
        return 0;
    }

    if (args is [DoctorCommand.Word, ..])
    {
        return await DoctorCommand.RunAsync(app.Services);
    }

    await app.RunAsync();
    return 0;
});
