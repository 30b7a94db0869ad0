using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Streams;

/// <summary>
/// Gets the result of a method that serves synchronous and asynchronous callers, after a call with <c>isAsync: false</c>. Such a call has
/// done all its work when it returns.
/// </summary>
[SuppressMessage("Reliability", "CA2012", Justification = "The task is complete, so getting its result does not block.")]
internal static class ValueTaskExtensions
{
    public static void GetCompleted(this ValueTask task)
    {
        Debug.Assert(task.IsCompleted, "A synchronous call would block on a task.");
        task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="GetCompleted(ValueTask)"/>
    public static T GetCompleted<T>(this ValueTask<T> task)
    {
        Debug.Assert(task.IsCompleted, "A synchronous call would block on a task.");
        return task.GetAwaiter().GetResult();
    }
}
