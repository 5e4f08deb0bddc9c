import { theme, type ThemeConfig } from 'antd';

const shared = { fontSize: 13, borderRadius: 6, controlHeight: 30, wireframe: false, motion: false } as const;

/** The two themes of the desk; the colours clear WCAG AA on cards and page. antd's own hover is lighter, and white words on it are not. */
export function themeOf(dark: boolean): ThemeConfig {
  return dark
    ? {
        algorithm: theme.darkAlgorithm,
        token: {
          ...shared,
          colorPrimary: '#3c89e8',
          colorPrimaryHover: '#2a63ad',
          colorPrimaryActive: '#24548f',
          colorLink: '#69a8f5',
          colorBgContainer: '#161b22',
          colorBgElevated: '#1b212a',
          colorTextPlaceholder: '#a2abba',
          colorTextDescription: '#a2abba',
        },
        components: {
          Button: {
            defaultHoverColor: '#8bbcf8',
            defaultHoverBorderColor: '#69a8f5',
            defaultActiveColor: '#69a8f5',
            defaultActiveBorderColor: '#3c89e8',
          },
        },
      }
    : {
        algorithm: theme.defaultAlgorithm,
        token: {
          ...shared,
          colorPrimary: '#0958d9',
          colorPrimaryHover: '#0747b0',
          colorPrimaryActive: '#063a91',
          colorLink: '#0958d9',
          colorTextPlaceholder: '#6b6b6b',
          colorTextDescription: '#595959',
        },
      };
}
