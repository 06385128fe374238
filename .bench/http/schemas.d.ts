import { z } from 'zod';
import type * as wire from '../wire.ts';
export declare const user: z.ZodType<wire.User>;
export declare const tokenAnswer: z.ZodType<wire.TokenAnswer>;
export declare const loginAnswer: z.ZodType<wire.LoginAnswer>;
export declare const loginRequest: z.ZodType<wire.LoginRequest>;
export declare const renewRequest: z.ZodType<wire.RenewRequest>;
export declare const logoutRequest: z.ZodType<wire.LogoutRequest>;
export declare const userChanges: z.ZodType<wire.UserChanges>;
export declare const sessionsAnswer: z.ZodType<wire.SessionsAnswer>;
export declare const shortTokenAnswer: z.ZodType<wire.ShortTokenAnswer>;
export declare const statusAnswer: z.ZodType<wire.StatusAnswer>;
export declare const jwkSetAnswer: z.ZodType<{
    keys: readonly object[];
}>;
export declare const problemAnswer: z.ZodType<wire.ProblemAnswer>;
export declare const introspectionRequest: z.ZodType;
export declare const introspectionAnswer: z.ZodType<wire.IntrospectionAnswer>;
