using Flinks.Bff;

var builder = BffApplication.CreateBuilder(args);
BffApplication.ConfigureServices(builder);

var app = builder.Build();
BffApplication.Configure(app);
await app.RunAsync();
