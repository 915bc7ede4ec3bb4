using System.Globalization;
using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Statements;

/// <summary>The rules of GetStatements (flinks/api.md 12.1).</summary>
internal sealed class StatementsDesk(SimulatedFlinks flinks, AccountsDesk accounts)
{
    private const string OneAccountOnly = "Months12 is given for one account at a time";

    public async Task<BankingReply> AskAsync(ReceivedCall call, CancellationToken cancellationToken)
    {
        if (call.Statements is not { } query || MonthsOf(query) is not { } months)
        {
            return BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"));
        }

        if (months == 12 && query.AccountsFilter is not { Count: 1 })
        {
            return BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST", OneAccountOnly));
        }

        lock (flinks.Gate)
        {
            if (flinks.FindSession(query.RequestId) is { } session)
            {
                session.Statements = query;
            }
        }

        await accounts.WaitAsync(query.RequestId, cancellationToken);
        return Poll(call);
    }

    public BankingReply Poll(ReceivedCall call)
    {
        lock (flinks.Gate)
        {
            return accounts.Ready(call.RequestId ?? Guid.Empty, "GetStatements", out var session) is { } notReady
                ? BankingReply.Of(notReady)
                : BankingReply.Of(ReplyOf(session!));
        }
    }

    private static int? MonthsOf(StatementsQuery query) => query.NumberOfStatements switch
    {
        "MostRecent" => 1,
        "Months3" => 3,
        "Months12" => 12,
        _ => null,
    };

    private StatementsReply ReplyOf(Session session)
    {
        var query = session.Statements ?? new() { RequestId = session.RequestId };
        var today = DateOnly.FromDateTime(flinks.Now.UtcDateTime);
        var asked = session.Login.Book.Detail(new() { RequestId = session.RequestId, AccountsFilter = query.AccountsFilter, DaysOfTransactions = "Days365" }, today);
        return new()
        {
            HttpStatusCode = StatusCodes.Status200OK,
            StatementsByAccount = [.. asked.Select(account => new StatementsOfAccount
            {
                AccountNumber = account.AccountNumber,
                Statements = [.. Enumerable.Range(1, MonthsOf(query) ?? 1).Select(back => StatementOf(session.Login.Bank, account, new DateOnly(today.Year, today.Month, 1).AddMonths(1 - back).AddDays(-1)))],
            })],
            InstitutionName = session.Login.Bank.Name,
            Login = SessionReplies.LoginOf(session),
            InstitutionId = session.Login.Bank.Id,
            Institution = session.Login.Bank.Name,
            RequestId = session.RequestId,
        };
    }

    private static Statement StatementOf(SimulatedBank bank, Account account, DateOnly end)
    {
        var date = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var month = date[..7];
        var rows = account.Transactions?.Where(row => row.Date?.StartsWith(month, StringComparison.Ordinal) == true).Reverse() ?? [];
        var lines = rows.Select(row => $"{row.Date}   {row.Description,-34} {row.Debit,12:0.00} {row.Credit,12:0.00} {row.Balance,14:0.00}");
        return new()
        {
            UniqueId = $"{date}_statement_{account.AccountNumber}",
            FileType = "PDF",
            Base64Bytes = Convert.ToBase64String(StatementPdf.Of($"{bank.Name}: {account.Title} {account.AccountNumber}, {month}", [.. lines])),
        };
    }
}
