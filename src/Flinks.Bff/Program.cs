using Flinks.Bff;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;

return await Startup.RunAsync(async () =>
{
    var builder = BffApplication.CreateBuilder(args);
    BffApplication.ConfigureServices(builder);

    await using var app = builder.Build();
    BffApplication.Configure(app);
    if (args is ["migrate", ..])
    {
        await app.Services.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
        return;
    }

    await app.RunAsync();
});
