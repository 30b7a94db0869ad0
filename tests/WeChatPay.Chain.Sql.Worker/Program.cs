using System.Data.Common;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sql;
using WeChatPay.Chain.Sql.Worker;

// An instance of an application that stops at a step of its first notification, where a test kills it. Prints its address, then the step.
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
var dialect = Enum.Parse<SqlDialect>(builder.Configuration["Dialect"]!);
var prefix = builder.Configuration["Prefix"]!;
var connectionString = builder.Configuration["Connection"]!;
var steps = new Steps(Enum.Parse<Step>(builder.Configuration["Step"]!));
DbDataSource source = dialect switch
{
    SqlDialect.PostgreSql => NpgsqlDataSource.Create(connectionString),
    SqlDialect.MySql => new MySqlDataSource(connectionString),
    _ => SqliteFactory.Instance.CreateDataSource(connectionString),
};
builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));
builder.Services.AddWeChatPaySqlInbox(dialect, _ => source, options => options.TablePrefix = prefix);
var inbox = builder.Services.Single(service => service.ServiceType == typeof(INotificationInbox));
builder.Services.Remove(inbox);
builder.Services.AddSingleton<INotificationInbox>(
    provider => new StoppingInbox((INotificationInbox)inbox.ImplementationFactory!(provider), steps));
var app = builder.Build();
app.MapWeChatPayNotifications("/notify", async (Notification notification, NotificationContext context, CancellationToken _) =>
{
    await steps.ReachAsync(Step.Insert);
    var current = context.Services.GetRequiredService<NotificationTransaction>();
    await using var command = current.Connection.CreateCommand();
    command.Transaction = current.Transaction;
    command.CommandText = $"INSERT INTO {prefix}orders VALUES ('{notification.Id}')";
    await command.ExecuteNonQueryAsync(CancellationToken.None);
    await steps.ReachAsync(Step.Effect);
});
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await app.WaitForShutdownAsync();
