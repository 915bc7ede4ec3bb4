namespace Flinks.Bff.Platform.OpenApi;

/// <summary>What a frontend developer reads first.</summary>
public static class ApiGuide
{
    public const string Text =
        """
        Bank data through Flinks for web and mobile frontends: link a bank login, get its accounts and transactions, and be told in every
        answer what to do next.

        ### How to start

        1. **Sign in.** Every call carries `Authorization: Bearer <JWT>` of your identity provider; on this page press **Authorize**. The user is
           the token's issuer and subject. What belongs to somebody else answers 404, like what does not exist.
        2. **Let the person sign in at their bank.** `POST /api/v1/connect-sessions` gives an `iframeUrl`: show it in an iframe or WebView. When the
           person is done, the widget posts a `REDIRECT` message with a `loginId`. Believe only messages of `messageOrigin`.
        3. **Link it.** `POST /api/v1/connections` with that `loginId` and the `connectSessionId`. Usually the answer is 200 with the data. From now on
           you know the bank login as a `connectionId`; forget the loginId.
        4. **Later** `POST /api/v1/connections/{connectionId}/retrievals` gets the data again: `cached` as Flinks has them, or `live` from the bank.

        ### What to branch on

        **Branch on the exact status, or on `state`.** 202 and 203 lie in the range that HTTP libraries call success.

        | Status | `state` | Means |
        |---|---|---|
        | 200 | `ready` | The data. |
        | 202 | `authorizing`, `busy`, `collecting` | Not yet. Ask `GET /api/v1/retrievals/{retrievalId}` again after `Retry-After` seconds, or read its events. |
        | 203 | `mfaRequired` | The bank asks the person something. Show `resume.url`, then `POST …/resumed`; or ask yourself and `POST …/mfa-answers`. |
        | 4xx, 5xx | | A problem (RFC 9457). Branch on `code`, show `userMessage`, do `nextAction`. |

        Every answer that names a connection, and every problem, carries `nextAction`:

        | `type` | What a screen does |
        |---|---|
        | `none` | Shows the data, or the problem: there is nothing more to do. |
        | `poll` | Calls `url` after `retryAfterSeconds`. |
        | `resume` | The bank waits for the person. `OPEN`: show `url` in the iframe. `POST`: call `url` first, which gives such an address. |
        | `connect` | The person signs in at the bank again: the same, with a connect session. |
        | `retrieve` | Calls `url` for a new retrieval, after `retryAfterSeconds` if it is set. |
        | `wait` | Repeats the same call after `retryAfterSeconds`. |
        | `visitBank` | Tells the person to settle it on their bank's own site first. |
        | `contactSupport` | Nothing the person can do. |

        ### Good to know

        - Members of an answer are always present: `null` or `[]` when there is nothing. Ignore members and values that you do not know; more will come.
        - Instants are UTC (`2026-03-02T14:00:00Z`), dates `YYYY-MM-DD`, durations whole seconds, ids GUIDs. Amounts are decimal numbers in the account's
          currency with the digits Flinks sent: read them with a decimal type. Account, transit and institution numbers are strings.
        - Send an `Idempotency-Key` with every POST and repeat the call with the same key and body after a cut connection or a 503.
        - Data are held only for minutes. A GET that comes too late is 410 `result_erased`, and `nextAction` asks for them anew.
        - Answers under `/api` are never cached (`Cache-Control: no-store`).
        - The examples on this page were recorded from real calls against a simulated Flinks; ids, tokens, signatures and secrets in them are made up.
        """;
}
