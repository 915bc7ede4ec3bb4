using Flinks.Bff;
using Flinks.Bff.Platform.Settings;

return await Startup.RunAsync(async () =>
{
    var builder = BffApplication.CreateBuilder(args);
    BffApplication.ConfigureServices(builder);

    await using var app = builder.Build();
    BffApplication.Configure(app);
    await app.RunAsync();
});
