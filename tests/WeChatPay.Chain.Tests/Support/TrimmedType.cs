using System.Reflection;
using System.Reflection.Emit;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>
/// An anonymous type after trimming: it has the type parameters of all properties, but only the properties that code reads.
/// </summary>
internal static class TrimmedType
{
    /// <param name="parameters">The original properties.</param>
    /// <param name="kept">The remaining properties.</param>
    public static object CreateAnonymous(int parameters, params string[] kept)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Trimmed"), AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule("Trimmed");
        var type = module.DefineType($"<>f__AnonymousType7`{parameters}", TypeAttributes.NotPublic | TypeAttributes.Sealed);
        type.DefineGenericParameters([.. Enumerable.Range(0, parameters).Select(i => $"T{i}")]);
        foreach (var name in kept)
        {
            var getter = type.DefineMethod($"get_{name}", MethodAttributes.Public, typeof(string), Type.EmptyTypes);
            var code = getter.GetILGenerator();
            code.Emit(OpCodes.Ldstr, name);
            code.Emit(OpCodes.Ret);
            type.DefineProperty(name, PropertyAttributes.None, typeof(string), null).SetGetMethod(getter);
        }
        return Activator.CreateInstance(type.CreateType().MakeGenericType([.. Enumerable.Repeat(typeof(string), parameters)]))!;
    }
}
